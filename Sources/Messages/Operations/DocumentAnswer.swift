package import Carriers
package import Wire

/// An answer that has no carrier of its own: an object, made where it is answered.
package struct DocumentAnswer: OperationAnswer {
    package static var typeName: StaticString { "Document" }
    package static let codec = Codec<DocumentAnswer>.shared()
    package static var valueName: String { "Document" }

    package var unknown = UnknownFields()

    package init() {}

    package init(_ members: [JSONValue.Member]) {
        unknown.fields = members
    }

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {}

    package mutating func visitValue<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitItself(&visitor)
    }
}
