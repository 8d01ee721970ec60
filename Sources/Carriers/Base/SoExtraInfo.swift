/// What a response says beside its result, by name.
package struct SoExtraInfo: TextDictionary {
    package typealias Value = String?

    package static var typeName: StaticString { "SoExtraInfo" }
    package static var pairName: StaticString { "ExtraInfoNameValuePair" }

    package var pairs: [DictionaryPair<SoExtraInfo>] = []

    package init() {}
}
