/// The values that an exception's message was made from, by name.
package struct SoExceptionInfoParameters: TextDictionary {
    package typealias Value = String?

    package static var typeName: StaticString { "SoExceptionInfoParameters" }
    package static var pairName: StaticString { "SoExceptionInfoParametersKeyValuePair" }

    package var pairs: [DictionaryPair<SoExceptionInfoParameters>] = []

    package init() {}
}
