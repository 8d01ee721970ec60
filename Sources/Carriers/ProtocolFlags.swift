import Wire

/// A set of names, each a bit. Names that this release does not know are kept and written back.
package protocol ProtocolFlags: Sendable, Hashable {
    /// The protocol's name of the type, such as `ETableRight`.
    static var typeName: StaticString { get }
    /// Every name with its bits, in the order of the service description. A later name for the same bits is an alias:
    /// it is read and never written.
    static var names: [(name: StaticString, bits: Int32)] { get }
    /// What REST writes for the empty set, when the protocol has a name for it.
    static var emptyName: StaticString? { get }
    /// Those of the names that the service descriptions before Services88 do not list.
    static var namesOfNewestRelease: [StaticString] { get }
    /// The bits that have a name in Services88 and none before.
    static var bitsOfNewestRelease: Int32 { get }

    init()
    var bits: Int32 { get set }
    var unnamed: [String] { get set }
}

extension ProtocolFlags {
    package static var namesOfNewestRelease: [StaticString] { [] }
    package static var bitsOfNewestRelease: Int32 { 0 }

    package init(bits: Int32) {
        self.init()
        self.bits = bits
    }

    package var isEmpty: Bool { bits == 0 && unnamed.isEmpty }

    /// Reads names between commas or white space.
    package init(list bytes: UnsafeBufferPointer<UInt8>) {
        let set = FlagSet(list: bytes, Self.names, Self.emptyName)
        self.init(bits: set.bits)
        unnamed = set.unnamed
    }

    /// Shows each name that is set; bits without a name are shown as one number.
    package func forEachName(_ body: (String) -> Void) {
        var rest = bits
        for known in Self.names where known.bits != 0 && rest & known.bits == known.bits {
            body("\(known.name)")
            rest &= ~known.bits
        }
        if rest != 0 { body(String(rest)) }
        unnamed.forEach(body)
    }
}
