/// Reduces what people and programs write to text with a few harmless tags.
///
/// The result is well-formed whatever came in: every tag of the list is closed, nothing has an attribute but the address of a
/// link, and all other markup is text. Reducing what was reduced changes nothing. The time is linear in the length.
package struct HTMLReduction {
    /// What the result is for.
    private enum Form {
        case markup
        /// Text without markup: references are resolved, and elements that begin a line leave a space.
        case plain
    }

    private let input: [UInt8]
    private let form: Form
    /// Characters that the result may have.
    private let limit: Int
    private var position = 0
    private var output: [UInt8] = []
    /// Characters of the result, and of the end tags that it still needs.
    private var length = 0
    private var owed = 0
    private var open: [HTMLElement] = []
    /// How often each element is open, so that nobody has to look for it.
    private var counts: [HTMLElement: Int] = [:]

    /// Tags deeper than this are left out.
    private static let depth = 32

    private init(_ text: String, _ form: Form, limit: Int) {
        input = Array(text.utf8)
        self.form = form
        self.limit = limit
        output.reserveCapacity(input.count)
    }

    /// The text with harmless tags only, cut at `limit` characters: no tag or reference is cut in two, and what is open is
    /// closed within the limit.
    package static func reduce(_ text: String, limit: Int = .max) -> String {
        var reduction = HTMLReduction(text, .markup, limit: limit)
        reduction.run()
        return String(decoding: reduction.output, as: UTF8.self)
    }

    /// The text alone, on one line.
    package static func plainLine(_ text: String) -> String {
        var reduction = HTMLReduction(text, .plain, limit: .max)
        reduction.run()
        let words = reduction.output.split { $0 == 0x0A || $0 == 0x0D }
        return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }

    /// How many characters `plainLine` makes of a text.
    package static func plainLength(_ text: String) -> Int {
        var reduction = HTMLReduction(text, .plain, limit: .max)
        reduction.run()
        return reduction.length
    }

    private mutating func run() {
        var hasRoom = true
        while hasRoom, position < input.count {
            switch input[position] {
            case let byte where HTMLReduction.isPlain(byte): hasRoom = putPlain()
            case 0x3C:
                if let tag = HTMLTag(input, at: position) {
                    hasRoom = put(tag)
                    position = tag.next
                } else {
                    hasRoom = put("<" as Unicode.Scalar)
                    position += 1
                }
            case 0x26:
                let reference = HTMLReference(input[...], at: position)
                hasRoom = put(reference?.scalar ?? "&")
                position = reference?.next ?? position + 1
            default:
                let end = HTMLText.end(ofCharacterAt: position, in: input)
                for scalar in String(decoding: input[position..<end], as: UTF8.self).unicodeScalars where hasRoom {
                    hasRoom = put(scalar)
                }
                position = end
            }
        }
        while let element = open.last { close(element) }
    }

    /// Quotes stand in texts as they are.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte == 0x22 || HTMLText.isPlain(byte)
    }

    /// Writes plain characters as far as they go; false when there is no room left.
    private mutating func putPlain() -> Bool {
        let room = limit - length - owed
        var (end, characters) = (position, 0)
        while end < input.count, HTMLReduction.isPlain(input[end]) {
            // The input is valid UTF-8: all other bytes begin a character.
            if input[end] & 0xC0 != 0x80 {
                if characters == room { break }
                characters += 1
            }
            end += 1
        }
        guard end > position else { return false }
        output += input[position..<end]
        length += characters
        position = end
        return true
    }

    /// Writes a character; false when there is no room left.
    private mutating func put(_ scalar: Unicode.Scalar) -> Bool {
        guard HTMLText.allows(scalar) else { return true }
        guard form == .markup else { return put(scalar.utf8, characters: 1) }
        switch scalar {
        case "<": return put(HTMLText.less, characters: 4)
        case ">": return put(HTMLText.greater, characters: 4)
        case "&": return put(HTMLText.ampersand, characters: 5)
        default: return put(scalar.utf8, characters: 1)
        }
    }

    private mutating func put(_ text: some Collection<UInt8>, characters: Int, owing more: Int = 0) -> Bool {
        guard limit - length - owed >= characters + more else { return false }
        output += text
        length += characters
        owed += more
        return true
    }

    /// Writes a tag, or leaves it out; false when there is no room left.
    private mutating func put(_ tag: HTMLTag) -> Bool {
        let element = tag.element
        if form == .plain { return element.breaksLine ? put("\n".utf8, characters: 1) : true }
        if element.isVoid { return tag.isEnd || put("<\(element.rawValue)/>".utf8, characters: element.rawValue.utf8.count + 3) }
        if tag.isEnd {
            guard counts[element, default: 0] > 0 else { return true }
            while let last = open.last {
                close(last)
                if last == element { break }
            }
            return true
        }
        guard open.count < HTMLReduction.depth else { return true }
        var start = Array("<\(element.rawValue)".utf8)
        if element == .a {
            guard let written = tag.address, counts[.a, default: 0] == 0 else { return true }
            // No character of an address is written in more than ten bytes; one that cannot fit is not looked at.
            guard written.count / HTMLReference.longest <= limit - length - owed else { return false }
            guard let address = HTMLAddress.harmless(written) else { return true }
            start += " href=\"".utf8
            HTMLText.appendEscaped(address, to: &start)
            start.append(0x22)
        }
        start.append(0x3E)
        guard put(start, characters: HTMLText.characters(in: start), owing: element.endTag.utf8.count) else { return false }
        open.append(element)
        counts[element, default: 0] += 1
        return true
    }

    /// Writes the end tag of the innermost element, for which room was kept.
    private mutating func close(_ element: HTMLElement) {
        open.removeLast()
        counts[element, default: 1] -= 1
        let count = element.endTag.utf8.count
        owed -= count
        length += count
        output += element.endTag.utf8
    }

    /// The text as it may stand in markup and in quotes.
    package static func escape(_ text: String) -> String {
        var escaped: [UInt8] = []
        HTMLText.appendEscaped(Array(text.utf8), to: &escaped)
        return String(decoding: escaped, as: UTF8.self)
    }
}
