package import Carriers

/// What goes on at one moment: who waits, for how long, who chats, who is there.
package struct Metrics: OperationAnswer {
    package static var typeName: StaticString { "Metrics" }
    package static let codec = Codec<Metrics>.shared()
    package static var valueName: String { "Metrics" }

    /// Sessions in the queues.
    package var waiting: Int32 = 0
    /// Of them.
    package var longestWaitSeconds: Int32 = 0
    package var averageWaitSeconds: Int32 = 0
    /// Who is present and holds a right in any topic.
    package var presentAgents: Int32 = 0
    /// Sessions in which there is talk, CustomerLast and UserLast.
    package var active: Int32 = 0
    /// Sign-ins that were refused since the engine was opened: for a wrong name or password, and, whatever the password was,
    /// because of a lock of the name at that address, of the name elsewhere, and of the address.
    package var wrongPasswords: Int32 = 0
    package var refusedByPairLock: Int32 = 0
    package var refusedByNameLock: Int32 = 0
    package var refusedByAddressLock: Int32 = 0
    /// Locks that hold.
    package var pairLocks: Int32 = 0
    package var nameLocks: Int32 = 0
    package var addressLocks: Int32 = 0
    package var topics: [TopicMetrics]?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Waiting", &waiting)
        try visitor.field("LongestWaitSeconds", &longestWaitSeconds)
        try visitor.field("AverageWaitSeconds", &averageWaitSeconds)
        try visitor.field("PresentAgents", &presentAgents)
        try visitor.field("Active", &active)
        try visitor.field("WrongPasswords", &wrongPasswords)
        try visitor.field("RefusedByPairLock", &refusedByPairLock)
        try visitor.field("RefusedByNameLock", &refusedByNameLock)
        try visitor.field("RefusedByAddressLock", &refusedByAddressLock)
        try visitor.field("PairLocks", &pairLocks)
        try visitor.field("NameLocks", &nameLocks)
        try visitor.field("AddressLocks", &addressLocks)
        try visitor.list("Topics", &topics)
    }

    package mutating func visitValue<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitItself(&visitor)
    }
}

/// The same of one topic.
package struct TopicMetrics: Carrier {
    package static var typeName: StaticString { "TopicMetrics" }
    package static let codec = Codec<TopicMetrics>.shared()

    package var chatTopicID: Int32 = 0
    package var name: String?
    package var waiting: Int32 = 0
    package var longestWaitSeconds: Int32 = 0
    package var averageWaitSeconds: Int32 = 0
    /// How long sessions waited that were picked up lately: the topic's SecondsPrAccept.
    package var pickUpSeconds: Int32 = 0
    package var presentAgents: Int32 = 0
    package var active: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatTopicId", &chatTopicID)
        try visitor.field("Name", &name)
        try visitor.field("Waiting", &waiting)
        try visitor.field("LongestWaitSeconds", &longestWaitSeconds)
        try visitor.field("AverageWaitSeconds", &averageWaitSeconds)
        try visitor.field("PickUpSeconds", &pickUpSeconds)
        try visitor.field("PresentAgents", &presentAgents)
        try visitor.field("Active", &active)
    }
}
