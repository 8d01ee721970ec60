/// What a caller signs in with, by name.
package struct AuthenticationGenericData: TextDictionary {
    package typealias Value = String?

    package static var typeName: StaticString { "AuthenticationGenericData" }
    package static var pairName: StaticString { "AuthenticationGenericDataKeyValuePair" }

    package var pairs: [DictionaryPair<AuthenticationGenericData>] = []

    package init() {}
}
