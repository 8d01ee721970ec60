/// How carriers look as XML: which prefixes their elements have and what is said beside the values.
package struct XMLForm: Sendable, Hashable {
    /// What stands before the names of fields, colon included; empty where they are in the default namespace or in none.
    package var service = ""
    /// What stands before `int` and `string` in lists, colon included.
    package var arrays = ""
    /// What stands before `duration` where types are said, colon included.
    package var serialization = ""
    /// What stands before the names of fields that have a namespace of their own (`Carrier.fieldsNamespace`), colon included;
    /// empty where nothing has a namespace.
    package var foreign = ""
    /// Every element says its type, as the manual's samples do: `xsi:type="xsd:int"`.
    package var isTyped = false
    /// One element a line, this many spaces deeper at each level; zero for no line breaks at all.
    package var indentation = 0
    /// Flags may have the names that only the newest release knows; otherwise these are left out.
    package var isOfNewestRelease = true
    /// Null is an element with `nil`, of this prefix for XML Schema's attributes, or is left out when there is none.
    package var instance: String? = "i:"

    package init() {}

    /// REST: no namespace but the one of `i:nil`, which the root element binds.
    package static let rest = XMLForm()
}

/// The type that an element says it has, where it says one.
package enum XMLType {
    /// Of XML Schema's own, such as `int`.
    case schema(StaticString)
    /// A type of the service, or a list of it, or a list of lists.
    case service(StaticString, lists: Int = 0)
    /// A list of XML Schema's own, such as `int`.
    case list(StaticString)
    /// Of the serialisation's namespace, such as `duration`.
    case serialization(StaticString)
    /// A type of the namespace that its fields have.
    case foreign(StaticString)
    /// A type without a name.
    case nameless
}
