package import Carriers

/// What an operation answers: as a carrier, the children of SOAP's response element; as a value, REST's body and the
/// result of a call inside the process.
package protocol OperationAnswer: Carrier {
    /// Whether there is never a value: REST then answers 204 without a body.
    static var isEmpty: Bool { get }
    /// The name of the value's type, which is REST's root element in XML; a list is `ArrayOfX`.
    static var valueName: String { get }
    /// Whether the value is null.
    var isNull: Bool { get }
    /// When the record last changed, in ticks of UTC; 0 where that is not known.
    var modified: Int64 { get }

    /// Shows the value itself, without the name `Response`.
    mutating func visitValue<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure)
}

extension OperationAnswer {
    package static var isEmpty: Bool { false }
    package var isNull: Bool { false }
    package var modified: Int64 { 0 }

    /// Shows the answer itself as the value, where it is a record of its own; what the visitor makes of it stays.
    mutating func visitItself<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        var value: Self? = self
        try visitor.value(&value)
        if let value { self = value }
    }
}

/// No answer but that it was done.
package struct NothingAnswer: OperationAnswer {
    package static var typeName: StaticString { "Nothing" }
    package static let codec = Codec<NothingAnswer>.shared()
    package static var isEmpty: Bool { true }
    package static var valueName: String { "Nothing" }

    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {}

    package mutating func visitValue<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        var nothing: NothingAnswer?
        try visitor.value(&nothing)
    }
}

/// One record, or null when there is none.
package struct RecordAnswer<Record: Carrier>: OperationAnswer {
    package static var typeName: StaticString { Record.typeName }
    package static var codec: Codec<RecordAnswer<Record>> { .shared() }
    package static var valueName: String { "\(Record.typeName)" }
    package var isNull: Bool { response == nil }

    package var response: Record?
    package var modified: Int64 = 0
    package var unknown = UnknownFields()

    package init() {}

    package init(_ response: Record?, modified: Int64 = 0) {
        self.response = response
        self.modified = modified
    }

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Response", &response)
    }

    package mutating func visitValue<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.value(&response)
    }
}

/// A list of records.
package struct ListAnswer<Record: Carrier>: OperationAnswer {
    package static var typeName: StaticString { Record.typeName }
    package static var codec: Codec<ListAnswer<Record>> { .shared() }
    package static var valueName: String { "ArrayOf\(Record.typeName)" }
    package var isNull: Bool { response == nil }

    package var response: [Record]?
    package var unknown = UnknownFields()

    package init() {}

    package init(_ response: [Record]) {
        self.response = response
    }

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.list("Response", &response)
    }

    package mutating func visitValue<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.values(&response)
    }
}

/// Yes or no.
package struct TruthAnswer: OperationAnswer {
    package static var typeName: StaticString { "boolean" }
    package static let codec = Codec<TruthAnswer>.shared()
    package static var valueName: String { "boolean" }

    package var response = false
    package var unknown = UnknownFields()

    package init() {}

    package init(_ response: Bool) {
        self.response = response
    }

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Response", &response)
    }

    package mutating func visitValue<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.value(&response)
    }
}

/// A text, or null when what it would tell of is not there.
package struct TextAnswer: OperationAnswer {
    package static var typeName: StaticString { "string" }
    package static let codec = Codec<TextAnswer>.shared()
    package static var valueName: String { "string" }
    package var isNull: Bool { response == nil }

    package var response: String?
    package var unknown = UnknownFields()

    package init() {}

    package init(_ response: String?) {
        self.response = response
    }

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Response", &response)
    }

    package mutating func visitValue<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.value(&response)
    }
}
