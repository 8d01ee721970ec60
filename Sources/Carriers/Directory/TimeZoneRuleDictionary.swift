/// The rules of a time zone, by the moment from which each applies.
package struct TimeZoneRuleDictionary: CarrierDictionary {
    package typealias Element = TimeZoneRule
    package typealias Value = TimeZoneRule?

    package static var typeName: StaticString { "TimeZoneRuleDictionary" }
    package static var hasDateKeys: Bool { true }
    package static var pairName: StaticString { "TimeZoneRuleKeyValuePair" }

    package var pairs: [DictionaryPair<TimeZoneRuleDictionary>] = []

    package init() {}
}
