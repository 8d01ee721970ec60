package import Wire

/// A set of flags as bits, and the names in it that are not known; the names are told apart by a list that goes with it.
package struct FlagSet {
    package typealias Names = [(name: StaticString, bits: Int32)]

    package var bits: Int32 = 0
    package var unnamed: [String] = []

    package init() {}

    package init(bits: Int32, unnamed: [String]) {
        self.bits = bits
        self.unnamed = unnamed
    }

    /// Reads names between commas or white space.
    package init(list bytes: UnsafeBufferPointer<UInt8>, _ names: Names, _ emptyName: StaticString?) {
        guard var first = bytes.baseAddress else { return }
        let end = first + bytes.count
        var next = first
        while next < end {
            if next.pointee <= 0x20 || next.pointee == 0x2C {
                if next > first { insert(UnsafeBufferPointer(start: first, count: next - first), names, emptyName) }
                first = next + 1
            }
            next += 1
        }
        if next > first { insert(UnsafeBufferPointer(start: first, count: next - first), names, emptyName) }
    }

    /// Adds one name, or bits in digits; names that are not known are kept as they are.
    private mutating func insert(_ name: UnsafeBufferPointer<UInt8>, _ names: Names, _ emptyName: StaticString?) {
        guard let start = name.baseAddress else { return }
        for known in names where known.name.utf8CodeUnitCount == name.count {
            guard Words.areEqual(known.name.utf8Start, start, name.count) else { continue }
            bits |= known.bits
            return
        }
        if let emptyName, StaticText.equal(emptyName, name) { return }
        if let number = Int32(String(decoding: name.prefix(12), as: UTF8.self)) {
            bits |= number
        } else {
            unnamed.append(String(decoding: name, as: UTF8.self))
        }
    }

    /// Writes the names with commas between, in quotes; bits without a name are one number.
    package func write(_ names: Names, _ emptyName: StaticString?, to out: inout ByteWriter) {
        out.put(0x22)
        if bits == 0, unnamed.isEmpty, let emptyName { out.put(emptyName) }
        var rest = bits
        var isFirst = true
        for known in names where known.bits != 0 && rest & known.bits == known.bits {
            if !isFirst { out.put(", ") }
            isFirst = false
            out.put(known.name)
            rest &= ~known.bits
        }
        for name in (rest == 0 ? [] : [String(rest)]) + unnamed {
            if !isFirst { out.put(", ") }
            isFirst = false
            var name = name
            JSONText.writeUnquoted(&name, to: &out)
        }
        out.put(0x22)
    }
}
