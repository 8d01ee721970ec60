package import Carriers

/// What topics do beyond the protocol, by their numbers; `*` is for those that are not named.
package struct TopicsConfig: CarrierDictionary {
    package static var typeName: StaticString { "TopicsConfig" }
    package static var pairName: StaticString { "Topic" }
    package var pairs: [DictionaryPair<TopicsConfig>] = []
    package typealias Element = TopicConfig
    package init() {}
}
/// What one topic does beyond the protocol; zero and what is left out stand for as usual.
package struct TopicConfig: Carrier {
    package static var typeName: StaticString { "TopicConfig" }
    package static let codec = Codec<TopicConfig>.shared()
    /// To whom those who wait are assigned: `off`, `longestIdle` or `fewestChats`.
    package var assignment: String?
    /// Chats of an agent, in all topics, up to which they get more; zero for one.
    package var capacity: Int32 = 0
    /// Seconds that an agent has to accept; zero for sessions that are given without asking.
    package var offerSeconds: Int32 = 0
    /// Sessions of topics with higher ones go first.
    package var priority: Int32 = 0
    /// Seconds of open time within which a session is to be picked up; zero for none.
    package var serviceLevelSeconds: Int32 = 0
    package var openingHours: OpeningHoursConfig?
    package var unknown = UnknownFields()
    package init() {}
    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("assignment", &assignment)
        try visitor.field("capacity", &capacity)
        try visitor.field("offerSeconds", &offerSeconds)
        try visitor.field("priority", &priority)
        try visitor.field("serviceLevelSeconds", &serviceLevelSeconds)
        try visitor.field("openingHours", &openingHours)
    }
}
/// When a topic is open, in place of the hours that it has in the protocol. Days are `08:00-12:00, 13:00-17:00`; those that are
/// left out are off.
package struct OpeningHoursConfig: Carrier {
    package static var typeName: StaticString { "OpeningHoursConfig" }
    package static let codec = Codec<OpeningHoursConfig>.shared()
    /// The zone of these times; without it that of the topic's own hours, or else UTC.
    package var zone: String?
    package var monday: String?
    package var tuesday: String?
    package var wednesday: String?
    package var thursday: String?
    package var friday: String?
    package var saturday: String?
    package var sunday: String?
    /// Dates with hours of their own: `{"2026-12-24": "08:00-12:00", "2026-12-25": ""}`.
    package var exceptions: StringDictionary?
    package var unknown = UnknownFields()
    package init() {}
    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("zone", &zone)
        try visitor.field("monday", &monday)
        try visitor.field("tuesday", &tuesday)
        try visitor.field("wednesday", &wednesday)
        try visitor.field("thursday", &thursday)
        try visitor.field("friday", &friday)
        try visitor.field("saturday", &saturday)
        try visitor.field("sunday", &sunday)
        try visitor.field("exceptions", &exceptions)
    }
}
