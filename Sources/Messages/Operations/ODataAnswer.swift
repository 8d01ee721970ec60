package import Carriers

/// One row of a list: its columns are the fields that no carrier knows, since whoever asks names them.
package struct ODataRow: Carrier {
    package static var typeName: StaticString { "ODataRow" }
    package static let codec = Codec<ODataRow>.shared()

    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {}
}

/// One page of a list that was asked for with OData's options.
package struct ODataAnswer<Record: Carrier>: OperationAnswer {
    package static var typeName: StaticString { "ODataSlimResponse" }
    package static var codec: Codec<ODataAnswer<Record>> { .shared() }
    package static var valueName: String { "ODataSlimResponse" }

    package var metadata: String?
    /// Where the next page is; null on the last one.
    package var nextLink: String?
    package var value: [Record]?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("odata.metadata", &metadata)
        try visitor.field("odata.nextLink", &nextLink)
        try visitor.list("value", &value)
    }

    package mutating func visitValue<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitItself(&visitor)
    }
}

/// An answer that says where the next one is.
package protocol PagedAnswer: OperationAnswer {
    /// Puts what stands in front of `/api/v1` before the addresses in it.
    mutating func addLinks(base: String)
}

extension ODataAnswer: PagedAnswer {
    package mutating func addLinks(base: String) {
        metadata = metadata.map { base + $0 }
        nextLink = nextLink.map { base + $0 }
    }
}
