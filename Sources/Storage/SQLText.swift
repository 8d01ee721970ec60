/// A statement that is put together, with the values of its parameters. Its text is made of literals and numbers of this
/// module alone: nothing else can be added to it, so no value can ever become part of it.
struct SQLText {
    private(set) var bytes: [UInt8] = []
    private(set) var values: [SQLiteValue] = []

    mutating func add(_ literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Adds a number of the statement's own.
    mutating func add(number: Int) {
        bytes.append(contentsOf: "\(number)".utf8)
    }

    /// Adds a parameter with its value.
    mutating func bind(_ value: SQLiteValue) {
        add("?")
        values.append(value)
    }
}
