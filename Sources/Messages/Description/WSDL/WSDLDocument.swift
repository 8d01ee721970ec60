import Wire

/// A service's description without its address: the same for everybody, so that it is written once and kept.
package struct WSDLDocument: Sendable {
    private let beforeAddress: [UInt8]
    private let afterAddress: [UInt8]

    init(_ text: [UInt8], gap: Int) {
        beforeAddress = Array(text[..<gap])
        afterAddress = Array(text[gap...])
    }

    /// The document.
    /// - Parameter address: where the service is reached.
    package func bytes(address: String) -> [UInt8] {
        var out = ByteWriter(capacity: beforeAddress.count + address.utf8.count + afterAddress.count)
        out.put(beforeAddress)
        XMLText.writeAttribute(address, to: &out)
        out.put(afterAddress)
        return out.bytes()
    }
}
