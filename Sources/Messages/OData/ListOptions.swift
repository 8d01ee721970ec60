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

    /// The most names in `$select` and in `$orderBy`.
    package static let mostNames = 128

    /// How much a list may ask for.
    package struct Bounds: Sendable, Hashable {
        package var tests = FilterExpression.Bounds.tests
        package var values = FilterExpression.Bounds.values
        package var orderColumns = 8
        package init() {}
    }

    /// Reads the options.
    ///
    /// - Throws: with the option as its path and the byte in its value; all of them are 400.
    package init(_ options: ODataOptions, within bounds: Bounds = Bounds()) throws(OperationError) {
        columns = try ListOptions.read("$select", options.select, ListOptions.names)
        if columns?.isEmpty ?? false { columns = nil }
        filter = try ListOptions.read("$filter", options.filter) { (text) throws(WireError) in
            try FilterExpression(text, tests: bounds.tests, values: bounds.values)
        } ?? nil
        order = try ListOptions.read("$orderBy", options.orderBy) { (text) throws(WireError) in
            var order: [ListOrder] = []
            for name in try ListOptions.names(text) {
                guard order.count < bounds.orderColumns else {
                    throw WireError(.limit, "a list is sorted by at most \(bounds.orderColumns) columns", offset: name.offset)
                }
                order.append(try ListOrder(name))
            }
            return order
        } ?? []
        // -1 stands for nothing.
        top = options.top == -1 ? nil : Int(options.top)
        for (option, number) in [("$top", top ?? 0), ("$skip", Int(options.skip))] where number < 0 {
            throw OperationError(.value, "expected a whole number from 0 to \(Int32.max)", path: option, offset: 0, status: 400)
        }
        skip = Int(options.skip)
        isJSONSafe = options.jsonSafe
        // What they ask for is the vendor's own; every list here is in the plain form, with plain values.
        try ListOptions.check("$mode", options.mode, ["Slim", "Wide", "Full"])
        try ListOptions.check("$output", options.output, ["Logical", "Display"])
    }

    private static func check(_ option: String, _ text: String?, _ words: [String]) throws(OperationError) {
        guard let text, !text.isEmpty, !words.contains(where: { $0.equalsIgnoringCase(text) }) else { return }
        throw OperationError(.value, "expected \(words.joined(separator: " or "))", path: option, offset: 0, status: 400)
    }

    private static func read<R>(
        _ option: String, _ text: String?, _ body: (String) throws(WireError) -> R
    ) throws(OperationError) -> R? {
        guard let text else { return nil }
        do throws(WireError) { return try body(text) } catch { throw failure(error, option) }
    }

    /// A bad option as callers see it: 400, whatever is wrong with it.
    package static func failure(_ error: WireError, _ option: String) -> OperationError {
        let known = OperationError(error)
        return OperationError(known.kind, error.message, path: option, offset: error.offset, status: 400)
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
