import Wire

/// Writes XML documents that are not carriers: one element a line, each inside the one that it belongs to.
struct MarkupWriter: ~Copyable {
    typealias Attribute = (name: String, value: String)

    private var out = ByteWriter(capacity: 65_536)
    private var depth = 0
    /// Where the value that `elementToFill` left out belongs.
    private(set) var gap = 0

    init() {
        out.put("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    }

    /// Writes an element without content.
    mutating func element(_ name: String, _ attributes: [Attribute]) {
        begin(name, attributes)
        out.put("/>\n")
    }

    /// Writes an element without content whose one attribute gets its value later, at `gap`.
    mutating func elementToFill(_ name: String, _ attribute: String) {
        begin(name, [(attribute, "")])
        gap = out.count - 1
        out.put("/>\n")
    }

    /// Writes an element around what `content` writes.
    mutating func element(_ name: String, _ attributes: [Attribute] = [], _ content: (inout MarkupWriter) -> Void) {
        begin(name, attributes)
        out.put(">\n")
        depth += 1
        content(&self)
        depth -= 1
        out.put(0x20, times: depth)
        out.put("</\(name)>\n")
    }

    private mutating func begin(_ name: String, _ attributes: [Attribute]) {
        out.put(0x20, times: depth)
        out.put("<\(name)")
        for attribute in attributes {
            out.put(" \(attribute.name)=\"")
            XMLText.writeAttribute(attribute.value, to: &out)
            out.put("\"")
        }
    }

    consuming func bytes() -> [UInt8] {
        out.bytes()
    }
}
