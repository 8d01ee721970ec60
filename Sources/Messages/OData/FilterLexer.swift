import Wire

/// A filter's text, token by token.
struct FilterLexer {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The next token, which is consumed; at the end it is `.end`, as often as it is asked for.
    mutating func next() throws(WireError) -> FilterToken {
        while let byte = peek(), byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
        let start = position
        guard let byte = peek() else { return FilterToken(kind: .end, offset: start) }
        switch byte {
        case 0x28: return single(.open)
        case 0x29: return single(.close)
        case 0x2C: return single(.comma)
        case 0x27: return FilterToken(kind: .text(try quoted()), offset: start)
        case 0x3C, 0x3D, 0x3E, 0x21: return FilterToken(kind: .symbol(symbol()), offset: start)
        case 0x30...0x39, 0x2B, 0x2D: return FilterToken(kind: try number(), offset: start)
        case let letter where Self.beginsWord(letter): return word(from: start)
        default: throw WireError(.malformed, "expected a column, an operator or a value", offset: start)
        }
    }

    private func peek(_ ahead: Int = 0) -> UInt8? {
        position + ahead < bytes.count ? bytes[position + ahead] : nil
    }

    private mutating func single(_ kind: FilterToken.Kind) -> FilterToken {
        position += 1
        return FilterToken(kind: kind, offset: position - 1)
    }

    /// A text in single quotes; a quote inside it is written twice.
    private mutating func quoted() throws(WireError) -> String {
        let start = position
        var text: [UInt8] = []
        position += 1
        while let byte = peek() {
            position += 1
            if byte == 0x27 {
                guard peek() == 0x27 else { return String(decoding: text, as: UTF8.self) }
                position += 1
            }
            text.append(byte)
        }
        throw WireError(.malformed, "the text that begins here has no closing quote", offset: start)
    }

    private mutating func symbol() -> String {
        take { $0 == 0x3C || $0 == 0x3D || $0 == 0x3E || $0 == 0x21 }
    }

    /// A number, or a date that was written without quotes: it goes on where a number ends.
    private mutating func number() throws(WireError) -> FilterToken.Kind {
        let start = position
        let isSigned = peek() == 0x2B || peek() == 0x2D
        let text = take { byte in
            Self.isDigit(byte) || byte == 0x2E || byte == 0x2D || byte == 0x2B || byte == 0x3A || byte | 0x20 == 0x65
                || byte == 0x54 || byte == 0x5A
        }
        if !isSigned, text.utf8.dropFirst(4).first == 0x2D { return .date(text) }
        var body = text[...]
        if body.first == "+" { body = body.dropFirst() }
        var number = String(body)
        // Only a number that is finite compares with anything.
        guard case .number = number.withUTF8(DoubleText.read) else {
            throw WireError(.malformed, "expected a number or a date, found \"\(text.quoted)\"", offset: start)
        }
        return .number(number)
    }

    /// A name with its path, or `datetime'…'`, which older OData puts before a date.
    private mutating func word(from start: Int) -> FilterToken {
        let text = take { Self.beginsWord($0) || Self.isDigit($0) || $0 == 0x2F || $0 == 0x3A || $0 == 0x2E || $0 == 0x2D }
        if peek() == 0x27, text.equalsIgnoringCase("datetime") || text.equalsIgnoringCase("datetimeoffset"), let date = try? quoted() {
            return FilterToken(kind: .text(date), offset: start)
        }
        return FilterToken(kind: .word(text), offset: start)
    }

    private mutating func take(while belongs: (UInt8) -> Bool) -> String {
        let start = position
        while let byte = peek(), belongs(byte) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func beginsWord(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) && byte >= 0x41 || byte == 0x5F
    }
}
