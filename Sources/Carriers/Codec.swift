package import Wire

/// The readers and writers of one carrier, each compiled for it.
///
/// A carrier's visiting method is generic, and the compiler makes a fast copy of it for each visitor only where it starts
/// from a concrete carrier. Each carrier keeps its codec in a constant, which is such a start; whoever reads or writes a
/// carrier, from inside another one or from another module, goes through the codec and so reaches the fast copy.
package struct Codec<C: Carrier>: Sendable {
    package typealias Failure = WireError

    /// Reads an object into the carrier.
    package let readJSON: @Sendable (inout C, inout JSONDecoder) throws(Failure) -> Void
    /// Reads an array of objects, the whole text.
    package let readJSONArray: @Sendable (inout JSONDecoder) throws(Failure) -> [C]
    /// Writes the carrier as an object.
    package let writeJSON: @Sendable (inout C, inout JSONEncoder) -> Void
    /// Lets a rewriter go through the carrier's fields.
    package let rewrite: @Sendable (inout C, inout Rewriter) -> Void
    /// Reads the children of the open element into the carrier.
    package let readXML: @Sendable (inout C, inout XMLDecoder) throws(Failure) -> Void
    /// Reads the children of the tag that was opened last as a list of carriers.
    package let readXMLItems: @Sendable (inout XMLDecoder) throws(Failure) -> [C]
    /// Writes the carrier's fields, without an element around them.
    package let writeXML: @Sendable (inout C, inout XMLEncoder) -> Void

    package init() {
        readJSON = { (value, decoder) throws(WireError) in try decoder.object(&value) }
        readJSONArray = { (decoder) throws(WireError) in try decoder.elements(fillText: true) }
        writeJSON = { (value, encoder) in encoder.object(&value) }
        readXMLItems = { (decoder) throws(WireError) in try decoder.items() }
        writeXML = { (value, encoder) in encoder.children(of: &value) }
        readXML = { (value, decoder) throws(WireError) in try decoder.children(of: &value) }
        rewrite = { (value, rewriter) in value.visit(&rewriter) }
    }

    /// The codec of a carrier that is not often seen: slower, on code that all such carriers share. A copy for each of
    /// them would make the library a fifth larger.
    @inline(never) @_semantics("optimize.sil.specialize.generic.never")
    package static func shared() -> Codec<C> {
        Codec()
    }
}
