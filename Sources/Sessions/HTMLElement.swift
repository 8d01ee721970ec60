/// The tags that a message may have. None of them runs, loads or submits anything.
package enum HTMLElement: String, CaseIterable, Sendable {
    case a, b, blockquote, br, code, em, i, li, ol, p, pre, s, strong, u, ul

    static let longestName = 10

    /// Whether the element has no content and no end tag.
    var isVoid: Bool { self == .br }

    /// Whether what follows stands on a line of its own, where texts have no markup.
    var breaksLine: Bool {
        switch self {
        case .br, .p, .li, .ul, .ol, .pre, .blockquote: true
        default: false
        }
    }

    var endTag: String { "</\(rawValue)>" }
}

/// A start or end tag of an element of the list, as it stands in the text.
struct HTMLTag {
    var element: HTMLElement
    var isEnd: Bool
    /// The address that an `a` leads to, as it is written.
    var address: ArraySlice<UInt8>?
    /// Where the text goes on.
    var next: Int

    /// Reads the tag whose `<` stands at `start`; nil when it is none, or not of the list.
    ///
    /// A tag ends at its `>`; a `<` outside quotes says that it was none. At any place at most one scan is outside quotes
    /// and one inside quotes of either kind, as that `<` stops the others: the whole text is passed over three times at most.
    init?(_ bytes: [UInt8], at start: Int) {
        var position = start + 1
        isEnd = position < bytes.count && bytes[position] == 0x2F
        if isEnd { position += 1 }
        let nameStart = position
        while position < bytes.count, HTMLTag.isNamed(bytes[position]) {
            position += 1
            if position - nameStart > HTMLElement.longestName { return nil }
        }
        let name = bytes[nameStart..<position].map(HTMLText.lowercased)
        guard let element = HTMLElement(rawValue: String(decoding: name, as: UTF8.self)) else { return nil }
        self.element = element
        guard position < bytes.count, HTMLTag.isSpace(bytes[position]) || bytes[position] == 0x2F || bytes[position] == 0x3E
        else { return nil }

        let attributes = position
        var quote: UInt8?
        while true {
            guard position < bytes.count else { return nil }
            let byte = bytes[position]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else if byte == 0x3C {
                return nil
            } else if byte == 0x3E {
                break
            }
            position += 1
        }
        next = position + 1
        if element == .a, !isEnd { address = HTMLTag.address(in: bytes[attributes..<position]) }
    }

    private static func isNamed(_ byte: UInt8) -> Bool {
        byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte >= 0x09 && byte <= 0x0D
    }

    /// The first `href` among the attributes.
    private static func address(in attributes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = attributes
        while true {
            rest = rest.drop { isSpace($0) || $0 == 0x2F }
            if rest.isEmpty { return nil }
            let name = rest.prefix { !isSpace($0) && $0 != 0x3D && $0 != 0x2F }
            // A `=` without a name before it is passed over, so that every round takes something.
            rest = name.isEmpty ? rest.dropFirst() : rest[name.endIndex...]
            rest = rest.drop(while: isSpace)
            guard rest.first == 0x3D, !name.isEmpty else { continue }
            rest = rest.dropFirst().drop(while: isSpace)
            let value: ArraySlice<UInt8>
            if let quote = rest.first, quote == 0x22 || quote == 0x27 {
                value = rest.dropFirst().prefix { $0 != quote }
                rest = rest[value.endIndex...].dropFirst()
            } else {
                value = rest.prefix { !isSpace($0) }
                rest = rest[value.endIndex...]
            }
            if name.elementsEqual("href".utf8, by: { $0 | 0x20 == $1 }) { return value }
        }
    }
}
