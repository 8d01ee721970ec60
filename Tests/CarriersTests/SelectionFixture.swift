import Wire

// What tests ask a JSON value for; empty when it is of another shape.
extension JSONValue {
    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
    var members: [JSONValue.Member] { if case .object(let members) = self { members } else { [] } }
}
