import Messages

// A filter as it was understood, written out: every junction in parentheses, every operator under its first name.
extension FilterExpression {
    var written: String {
        switch self {
        case .and(let parts): "(" + parts.map(\.written).joined(separator: " and ") + ")"
        case .or(let parts): "(" + parts.map(\.written).joined(separator: " or ") + ")"
        case .not(let part): "not " + part.written
        case .test(let test): test.written
        }
    }
}

extension FilterTest {
    fileprivate var written: String {
        switch condition {
        case .period(let period):
            "\(column.text) \(period.unit)[\(period.first.map(String.init) ?? "…"), \(period.last.map(String.init) ?? "…")]"
        case .compare(let operation, let values):
            ([column.text, operation.name] + values.map(\.written)).joined(separator: " ")
        }
    }
}

extension FilterValue {
    fileprivate var written: String {
        switch kind {
        case .text(let text): "'\(text)'"
        case .number(let text): text
        case .date(let text): "date:\(text)"
        case .bool(let value): "\(value)"
        case .null: "null"
        case .word(let word): "word:\(word)"
        }
    }
}
