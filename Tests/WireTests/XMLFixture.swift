@testable import Wire

/// Lends bytes from a block of exactly their size, so that a sanitizer would see a reader that goes past them.
func lending<R, E: Error>(_ bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R) throws(E) -> R {
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    defer { block.deallocate() }
    _ = block.initialize(from: bytes)
    return try body(UnsafeBufferPointer(block))
}

/// What a document says, whatever way it is written: a line for each start tag, attribute, text and end tag.
///
/// Attributes are sorted, and their names have their namespace in braces; declarations of namespaces are left out. Text is in
/// one piece, whatever comments and sections it is made of.
func infoset(_ bytes: [UInt8], limits: Limits = Limits(), wasUTF16: Bool = false) throws(WireError) -> [String] {
    try lending(bytes) { (bytes) throws(WireError) in
        var reader = try XMLReader(bytes, limits: limits, namespaces: XMLNamespaces())
        var lines: [String] = []
        _ = try reader.root(wasUTF16: wasUTF16)
        try tree(&reader, &lines)
        try reader.finish()
        return lines
    }
}

func infoset(_ text: String, limits: Limits = Limits()) throws(WireError) -> [String] {
    try infoset(Array(text.utf8), limits: limits)
}

/// Describes the tag that was opened last and all that it holds.
private func tree(_ reader: inout XMLReader, _ lines: inout [String]) throws(WireError) {
    func name(_ namespace: XMLNamespace, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let uri = reader.namespaces.uri(namespace)
        return (uri.isEmpty ? "" : "{\(uri)}") + String(decoding: bytes, as: UTF8.self)
    }
    let tag = reader.tag
    lines.append("<" + name(tag.namespace, tag.name))
    var attributes: [String] = []
    for attribute in reader.attributes where !attribute.declares {
        attributes.append("@" + name(attribute.namespace, attribute.name) + "=" + (try reader.value(of: attribute)))
    }
    lines += attributes.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    if !tag.isEmpty {
        while true {
            let (text, isChild) = try reader.mixedText()
            if !text.isEmpty { lines.append("=" + text) }
            if !isChild { break }
            reader.position += 1
            _ = try reader.openTag()
            try tree(&reader, &lines)
        }
        _ = try reader.nextTag()
    }
    lines.append(">")
}
