/// The caller's rights to each field of a record, by the field's name.
package struct FieldPropertyDictionary: CarrierDictionary {
    package typealias Element = FieldProperty
    package typealias Value = FieldProperty?

    package static var typeName: StaticString { "FieldPropertyDictionary" }
    package static var pairName: StaticString { "FieldPropertyDictionaryKeyValuePair" }

    package var pairs: [DictionaryPair<FieldPropertyDictionary>] = []

    package init() {}
}
