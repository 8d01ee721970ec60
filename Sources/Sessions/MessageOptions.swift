package import Wire

/// The answers that a customer may click: the JSON array in the SpecialParam of a message Options.
package enum MessageOptions {
    /// The array's elements, which are texts or objects; an error with its place in the text otherwise.
    package static func read(_ param: String?) throws(WireError) -> [JSONValue] {
        guard case .array(let options) = try JSONValue(param ?? "") else {
            throw WireError(.value, "expected a JSON array of options", offset: 0)
        }
        guard !options.isEmpty else { throw WireError(.value, "expected at least one option", offset: 0) }
        for (index, option) in options.enumerated() {
            switch option {
            case .string, .object: continue
            default: throw WireError(.value, "expected a text or an object as option \(index)", offset: 0)
            }
        }
        return options
    }
}
