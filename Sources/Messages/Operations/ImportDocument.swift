package import Carriers

/// All that a desk starts from, in one document. What stands in it replaces what is stored under the same id.
package struct ImportDocument: Carrier {
    package static var typeName: StaticString { "ImportDocument" }
    package static let codec = Codec<ImportDocument>.shared()

    package var associates: [Associate]?
    package var persons: [Person]?
    package var contacts: [Contact]?
    package var projects: [Project]?
    package var sales: [Sale]?
    package var tickets: [Ticket]?
    package var users: [UserRecord]?
    package var topics: [TopicRecord]?
    package var presence: [ChatPresence]?
    /// Whom and what a session refers to is given by key alone: `"User": {"AssociateId": 3}`.
    package var sessions: [ChatSessionEntity]?
    package var messages: [ChatMessage]?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.list("Associates", &associates)
        try visitor.list("Persons", &persons)
        try visitor.list("Contacts", &contacts)
        try visitor.list("Projects", &projects)
        try visitor.list("Sales", &sales)
        try visitor.list("Tickets", &tickets)
        try visitor.list("Users", &users)
        try visitor.list("Topics", &topics)
        try visitor.list("Presence", &presence)
        try visitor.list("Sessions", &sessions)
        try visitor.list("Messages", &messages)
    }
}

/// How many records of each kind were imported, or are there.
package struct ImportAnswer: OperationAnswer {
    package static var typeName: StaticString { "ImportCounts" }
    package static let codec = Codec<ImportAnswer>.shared()
    package static var valueName: String { "ImportCounts" }

    package var associates: Int32 = 0
    package var persons: Int32 = 0
    package var contacts: Int32 = 0
    package var projects: Int32 = 0
    package var sales: Int32 = 0
    package var tickets: Int32 = 0
    package var users: Int32 = 0
    package var topics: Int32 = 0
    package var presence: Int32 = 0
    package var sessions: Int32 = 0
    package var messages: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Associates", &associates)
        try visitor.field("Persons", &persons)
        try visitor.field("Contacts", &contacts)
        try visitor.field("Projects", &projects)
        try visitor.field("Sales", &sales)
        try visitor.field("Tickets", &tickets)
        try visitor.field("Users", &users)
        try visitor.field("Topics", &topics)
        try visitor.field("Presence", &presence)
        try visitor.field("Sessions", &sessions)
        try visitor.field("Messages", &messages)
    }

    package mutating func visitValue<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitItself(&visitor)
    }
}
