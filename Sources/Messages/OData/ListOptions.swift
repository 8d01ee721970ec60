package import Wire

/// How a caller wants a list: the `$` options of OData.
package struct ListOptions: Sendable {
    /// The columns in the order in which they were named; nil for the usual ones.
    package var columns: [FilterName]?
    package var filter: FilterExpression?
    package var order: [ListOrder] = []
    package var top: Int?
    package var skip = 0
    /// Whether odd characters in the names of columns become underscores.
    package var isJSONSafe = false

    package init() {}

    /// The most names in `$select` and in `$orderBy`.
    private static let mostNames = 128

    /// Reads the options; `text` answers what one of that name says.
    ///
    /// - Throws: with the option as its path and the byte in its value; all of them are 400.
    package init(_ text: (String) -> String?) throws(OperationError) {
        columns = try ListOptions.read("$select", text, ListOptions.names)
        if columns?.isEmpty ?? false { columns = nil }
        filter = try ListOptions.read("$filter", text) { (text) throws(WireError) in try FilterExpression(text) } ?? nil
        order = try ListOptions.read("$orderBy", text) { (text) throws(WireError) in
            var order: [ListOrder] = []
            for name in try ListOptions.names(text) { order.append(try ListOrder(name)) }
            return order
        } ?? []
        top = try ListOptions.read("$top", text, ListOptions.count)
        skip = try ListOptions.read("$skip", text, ListOptions.count) ?? 0
        isJSONSafe = try ListOptions.read("$jsonSafe", text) { (text) throws(WireError) in
            if text.equalsIgnoringCase("true") || text == "1" { return true }
            if text.isEmpty || text.equalsIgnoringCase("false") || text == "0" { return false }
            throw WireError(.value, "expected true or false", offset: 0)
        } ?? false
        for (option, words) in [("$mode", ["Slim", "Wide", "Full"]), ("$output", ["Logical", "Display"])] {
            _ = try ListOptions.read(option, text) { (text) throws(WireError) in
                guard text.isEmpty || words.contains(where: { $0.equalsIgnoringCase(text) }) else {
                    throw WireError(.value, "expected \(words.joined(separator: " or "))", offset: 0)
                }
            }
        }
    }

    private static func read<R>(
        _ option: String, _ text: (String) -> String?, _ body: (String) throws(WireError) -> R
    ) throws(OperationError) -> R? {
        guard let value = text(option) else { return nil }
        do throws(WireError) { return try body(value) } catch { throw failure(error, option) }
    }

    /// A bad option as callers see it: 400, whatever is wrong with it.
    package static func failure(_ error: WireError, _ option: String) -> OperationError {
        let known = OperationError(error)
        return OperationError(known.kind, error.message, path: option, offset: error.offset, status: 400)
    }

    private static func count(_ text: String) throws(WireError) -> Int {
        guard let number = Int32(text), number >= 0, text.utf8.first != 0x2B else {
            throw WireError(.value, "expected a whole number from 0 to \(Int32.max)", offset: 0)
        }
        return Int(number)
    }

    /// The parts between commas, without blanks around them, each with its place. Empty ones are passed over.
    private static func names(_ text: String) throws(WireError) -> [FilterName] {
        var names: [FilterName] = []
        var offset = 0
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let blanks = part.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
            let name = part.trimmed()
            if !name.isEmpty {
                guard names.count < mostNames, name.utf8.count <= 512 else {
                    throw WireError(.limit, "expected at most \(mostNames) names of 512 bytes", offset: offset + blanks)
                }
                names.append(FilterName(name, offset: offset + blanks))
            }
            offset += part.utf8.count + 1
        }
        return names
    }
}

/// One column of `$orderBy`.
package struct ListOrder: Sendable, Hashable {
    package var column: FilterName
    package var isDescending = false

    package init(_ column: FilterName, isDescending: Bool) {
        self.column = column
        self.isDescending = isDescending
    }

    /// Reads `name`, `name asc` or `name desc`.
    init(_ part: FilterName) throws(WireError) {
        let words = part.text.split(separator: " ")
        column = FilterName(words.first.map(String.init) ?? "", offset: part.offset)
        guard words.count > 1 else { return }
        let direction = words[1]
        let place = part.text.utf8.distance(from: part.text.startIndex, to: direction.startIndex)
        isDescending = direction.equalsIgnoringCase("desc")
        guard words.count == 2, isDescending || direction.equalsIgnoringCase("asc") else {
            throw WireError(.malformed, "expected asc, desc or a comma behind the column", offset: part.offset + place)
        }
    }
}
