package import Carriers

/// A page of the audit.
package struct AuditArguments: Carrier {
    package static var typeName: StaticString { "Audit" }
    package static let codec = Codec<AuditArguments>.shared()

    /// The last entry that is known; real, because an entry's number may need more than 32 bits.
    package var after: Double = 0
    /// At most 1,000; zero for 100.
    package var top: Int32 = 0
    /// Zero for all.
    package var chatSessionID: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("After", &after)
        try visitor.field("Top", &top)
        try visitor.field("ChatSessionId", &chatSessionID)
    }
}

/// The customer who is meant, in one of three ways.
package struct CustomerArguments: Carrier {
    package static var typeName: StaticString { "Customer" }
    package static let codec = Codec<CustomerArguments>.shared()

    package var email: String?
    package var personID: Int32 = 0
    package var chatSessionID: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Email", &email)
        try visitor.field("PersonId", &personID)
        try visitor.field("ChatSessionId", &chatSessionID)
    }
}

/// A page of what is known of a customer.
package struct ExportCustomerArguments: Carrier {
    package static var typeName: StaticString { "ExportCustomer" }
    package static let codec = Codec<ExportCustomerArguments>.shared()

    package var customer = CustomerArguments()
    /// The last session that is known.
    package var after: Int32 = 0
    /// Sessions, at most 1,000; zero for 100.
    package var top: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try customer.visit(&visitor)
        try visitor.field("After", &after)
        try visitor.field("Top", &top)
    }
}

/// A customer who is to be forgotten.
package struct EraseCustomerArguments: Carrier {
    package static var typeName: StaticString { "EraseCustomer" }
    package static let codec = Codec<EraseCustomerArguments>.shared()

    package var customer = CustomerArguments()
    /// Whether the file stays as it is, with what may be left in parts of it that are not in use.
    package var keepFile = false
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try customer.visit(&visitor)
        try visitor.field("KeepFile", &keepFile)
    }
}

/// What was removed for good.
package struct ErasureAnswer: OperationAnswer {
    package static var typeName: StaticString { "Erasure" }
    package static let codec = Codec<ErasureAnswer>.shared()
    package static var valueName: String { "Erasure" }

    package var sessions: Int32 = 0
    package var messages: Int32 = 0
    package var persons: Int32 = 0
    /// Whether nothing of it is left in the file and its log.
    package var fileRewritten = false
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Sessions", &sessions)
        try visitor.field("Messages", &messages)
        try visitor.field("Persons", &persons)
        try visitor.field("FileRewritten", &fileRewritten)
    }

    package mutating func visitValue<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitItself(&visitor)
    }
}
