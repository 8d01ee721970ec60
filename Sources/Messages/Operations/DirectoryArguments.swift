package import Carriers

/// A kind of record that the host keeps through `Directory.Save…`, `Directory.Get…` and `Directory.Delete…`.
package protocol DirectoryRecord: Carrier {
    /// The last part of the three operations' names, and the argument that carries the record.
    static var directoryName: StaticString { get }
    /// The field that names the record.
    static var directoryKey: StaticString { get }
    var directoryID: Int32 { get set }
}

extension Associate: DirectoryRecord {
    package static var directoryName: StaticString { "Associate" }
    package static var directoryKey: StaticString { "AssociateId" }
    package var directoryID: Int32 { get { associateID } set { associateID = newValue } }
}

extension Person: DirectoryRecord {
    package static var directoryName: StaticString { "Person" }
    package static var directoryKey: StaticString { "PersonId" }
    package var directoryID: Int32 { get { personID } set { personID = newValue } }
}

extension Contact: DirectoryRecord {
    package static var directoryName: StaticString { "Contact" }
    package static var directoryKey: StaticString { "ContactId" }
    package var directoryID: Int32 { get { contactID } set { contactID = newValue } }
}

extension Project: DirectoryRecord {
    package static var directoryName: StaticString { "Project" }
    package static var directoryKey: StaticString { "ProjectId" }
    package var directoryID: Int32 { get { projectID } set { projectID = newValue } }
}

extension Sale: DirectoryRecord {
    package static var directoryName: StaticString { "Sale" }
    package static var directoryKey: StaticString { "SaleId" }
    package var directoryID: Int32 { get { saleID } set { saleID = newValue } }
}

extension Ticket: DirectoryRecord {
    package static var directoryName: StaticString { "Ticket" }
    package static var directoryKey: StaticString { "TicketId" }
    package var directoryID: Int32 { get { ticketID } set { ticketID = newValue } }
}

extension ChatSessionEntity: DirectoryRecord {
    package static var directoryName: StaticString { "ChatSession" }
    package static var directoryKey: StaticString { "ChatSessionId" }
    package var directoryID: Int32 { get { chatSessionID } set { chatSessionID = newValue } }
}

/// A topic together with its agents, as the host keeps it.
package struct TopicRecord: RightsCarrier, DirectoryRecord {
    package static var typeName: StaticString { "Topic" }
    package static let codec = Codec<TopicRecord>.shared()
    package static var directoryName: StaticString { "Topic" }
    package static var directoryKey: StaticString { "ChatTopicId" }
    package var directoryID: Int32 { get { topic.chatTopicID } set { topic.chatTopicID = newValue } }

    package var topic = ChatTopicEntity()
    /// Nobody else is an agent of the topic; null leaves the agents as they are.
    package var agents: [ChatTopicAgent]?

    package var rights: CarrierRights { get { topic.rights } set { topic.rights = newValue } }
    package var unknown: UnknownFields { get { topic.unknown } set { topic.unknown = newValue } }

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try topic.visitFields(&visitor)
        try visitor.list("Agents", &agents)
    }
}

/// A record to be saved, under its kind's name: `{"Person": {…}}`.
package struct SaveRecordArguments<Record: DirectoryRecord>: Carrier {
    package static var typeName: StaticString { Record.directoryName }
    package static var codec: Codec<SaveRecordArguments<Record>> { .shared() }

    package var record: Record?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field(Record.directoryName, &record)
    }
}

/// The key of one record: `{"PersonId": 5}`.
package struct RecordKeyArguments<Record: DirectoryRecord>: Carrier {
    package static var typeName: StaticString { Record.directoryKey }
    package static var codec: Codec<RecordKeyArguments<Record>> { .shared() }

    package var id: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field(Record.directoryKey, &id)
    }
}
