/// Addresses that a link in a message may lead to.
package enum HTMLAddress {
    private static let schemes: [StaticString] = ["http://", "https://", "mailto:"]

    /// Whether a text is such an address as it stands.
    package static func isHarmless(_ text: String) -> Bool {
        harmless(Array(text.utf8)[...]) != nil
    }

    /// The address, its references resolved, when it names one of the schemes in full and hides nothing behind control
    /// characters; nil otherwise.
    static func harmless(_ value: ArraySlice<UInt8>) -> [UInt8]? {
        var address: [UInt8] = []
        address.reserveCapacity(value.count)
        var position = value.startIndex
        while position < value.endIndex {
            if let reference = HTMLReference(value, at: position) {
                address += reference.scalar.utf8
                position = reference.next
            } else {
                address.append(value[position])
                position += 1
            }
        }
        if address.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return nil }
        let trimmed = address.drop { $0 == 0x20 }
        return schemes.contains { begins(trimmed, with: $0) } ? Array(trimmed) : nil
    }

    /// Whether a text begins with that scheme, in any case.
    private static func begins(_ text: ArraySlice<UInt8>, with scheme: StaticString) -> Bool {
        let bytes = UnsafeBufferPointer(start: scheme.utf8Start, count: scheme.utf8CodeUnitCount)
        return text.count >= bytes.count && zip(text, bytes).allSatisfy { HTMLText.lowercased($0) == $1 }
    }
}
