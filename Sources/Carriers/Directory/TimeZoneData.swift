/// A time zone as the protocol describes it.
package struct TimeZoneData: Carrier {
    package static var typeName: StaticString { "TimeZoneData" }
    package static let codec = Codec<TimeZoneData>.shared()
    package static var keyFields: [StaticString] { ["TZLocationID"] }

    package var tzLocationID: Int32 = 0
    package var name: String?
    package var tzLocationCode: String?
    package var tzLocationCities: String?
    package var isoNumber: Int32 = 0
    package var timeZoneSTDRules: TimeZoneRuleDictionary?
    package var timeZoneDSTRules: TimeZoneRuleDictionary?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("TZLocationID", &tzLocationID)
        try visitor.field("Name", &name)
        try visitor.field("TZLocationCode", &tzLocationCode)
        try visitor.field("TZLocationCities", &tzLocationCities)
        try visitor.field("IsoNumber", &isoNumber)
        try visitor.field("TimeZoneSTDRules", &timeZoneSTDRules)
        try visitor.field("TimeZoneDSTRules", &timeZoneDSTRules)
    }
}
