/// From when to when an offset of a time zone applies.
package struct TimeZoneRule: Carrier {
    package static var typeName: StaticString { "TimeZoneRule" }
    package static let codec = Codec<TimeZoneRule>.shared()

    package var tzOffset: Int32 = 0
    package var startRulePattern: String?
    package var endRulePattern: String?
    package var startDay: Int32 = 0
    package var startMonth: Int32 = 0
    package var endDay: Int32 = 0
    package var endMonth: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("TZOffset", &tzOffset)
        try visitor.field("StartRulePattern", &startRulePattern)
        try visitor.field("EndRulePattern", &endRulePattern)
        try visitor.field("StartDay", &startDay)
        try visitor.field("StartMonth", &startMonth)
        try visitor.field("EndDay", &endDay)
        try visitor.field("EndMonth", &endMonth)
    }
}
