package import Wire

/// The fields of a carrier that came in and that this release does not know, in the order in which they came.
///
/// An element of SOAP is kept as text, or as an object of its children; attributes other than `xsi:nil` are not kept.
package struct UnknownFields: Hashable, Sendable {
    package var fields: [JSONValue.Member] = []

    package init() {}

    @inline(__always)
    package var isEmpty: Bool { fields.isEmpty }

    package subscript(name: String) -> JSONValue? {
        fields.first { $0.name == name }?.value
    }
}

extension UnknownFields {
    /// The fields with each name once: elements of SOAP that repeat become one array.
    package var grouped: [JSONValue.Member] {
        UnknownFields.group(fields)
    }

    private static func group(_ members: [JSONValue.Member]) -> [JSONValue.Member] {
        var places: [String: Int] = [:]
        var result: [(name: String, values: [JSONValue])] = []
        for member in members {
            let value = group(member.value)
            if let place = places[member.name] {
                result[place].values.append(value)
            } else {
                places[member.name] = result.count
                result.append((member.name, [value]))
            }
        }
        return result.map { JSONValue.Member($0.name, $0.values.count == 1 ? $0.values[0] : .array($0.values)) }
    }

    private static func group(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members): .object(group(members))
        case .array(let elements): .array(elements.map(group))
        default: value
        }
    }
}
