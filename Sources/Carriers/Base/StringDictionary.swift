/// Texts by name.
package struct StringDictionary: TextDictionary {
    package typealias Value = String?

    package static var typeName: StaticString { "StringDictionary" }
    package static var pairName: StaticString { "StringKeyValuePair" }

    package var pairs: [DictionaryPair<StringDictionary>] = []

    package init() {}
}
