package import Wire

extension JSONDecoder {
    mutating func read(_ value: inout [Int32]?, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        if reader.takeNull() {
            value = nil
        } else {
            var elements: [Int32] = []
            try array { (decoder) throws(WireError) in
                try decoder.makeRoom(in: &elements, shortest: 2)
                elements.append(Int32(truncatingIfNeeded: try decoder.reader.integer(Int64(Int32.min), Int64(Int32.max))))
            }
            value = elements
        }
        try nextKey()
    }

    mutating func read(_ value: inout [String?]?, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        if reader.takeNull() {
            value = nil
        } else {
            var elements: [String?] = []
            try array { (decoder) throws(WireError) in
                try decoder.makeRoom(in: &elements, shortest: 3)
                var element: String?
                try decoder.value(&element)
                if let element { try decoder.reader.count(element.utf8.count) }
                elements.append(element)
            }
            value = elements
        }
        try nextKey()
    }

    mutating func read<C: Carrier>(_ value: inout [C]?, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        if reader.takeNull() { value = nil } else { value = try elements() }
        try nextKey()
    }

    mutating func read<C: Carrier>(_ value: inout [[C]]?, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        if reader.takeNull() {
            value = nil
        } else {
            var elements: [[C]] = []
            try array { (decoder) throws(WireError) in
                try decoder.makeRoom(in: &elements, shortest: 3)
                elements.append(decoder.reader.takeNull() ? [] : try decoder.elements())
            }
            value = elements
        }
        try nextKey()
    }

    /// The whole text as an array of carriers. A null element is left out: the protocol's lists hold records.
    package mutating func carriers<C: Carrier>() throws(WireError) -> [C] {
        try C.codec.readJSONArray(&self)
    }

    /// The elements of an array of carriers. If it fills the text, the first elements tell how many more there may be, and
    /// room for them is made at once: moving many large carriers takes as long as reading some.
    mutating func elements<C: Carrier>(fillText: Bool = false) throws(WireError) -> [C] {
        var elements: [C] = []
        let first = reader.offset
        try array { (decoder) throws(WireError) in
            if decoder.reader.takeNull() { return }
            if elements.count == elements.capacity {
                let left = fillText && elements.count >= 8 ? decoder.reader.end - decoder.reader.position : 0
                let capacity = likelyCount(of: elements, read: decoder.reader.offset - first, left: left)
                try decoder.grow(&elements, to: capacity)
            }
            elements.append(C())
            try elements[elements.count - 1].read(from: &decoder)
        }
        return elements
    }

    /// Calls `body` at each element of an array.
    @inline(__always)
    private mutating func array(_ body: (inout JSONDecoder) throws(WireError) -> Void) throws(WireError) {
        guard reader.take(0x5B) else { throw reader.unexpected("an array") }
        try reader.descend()
        var index = 0
        if !reader.take(0x5D) {
            while true {
                if index >= reader.limits.listElements { throw reader.tooMany() }
                do { try body(&self) } catch { throw error.within("[\(index)]") }
                index += 1
                if reader.take(0x2C) { continue }
                if reader.take(0x5D) { break }
                throw reader.malformed("expected a comma or the end of the array")
            }
        }
        reader.ascend()
    }

    mutating func read<D: PairDictionary>(_ value: inout D?, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        if reader.takeNull() {
            value = nil
        } else {
            var dictionary = D()
            try pairs(&dictionary)
            value = dictionary
        }
        try nextKey()
    }

    private mutating func pairs<D: PairDictionary>(_ dictionary: inout D) throws(WireError) {
        guard reader.take(0x7B) else { throw reader.unexpected("an object") }
        try reader.descend()
        var names: Set<String> = []
        if !reader.take(0x7D) {
            while true {
                if dictionary.pairs.count >= reader.limits.listElements { throw reader.tooMany() }
                guard reader.peek() == 0x22 else { throw reader.malformed("expected a name in quotes") }
                let key = try reader.string()
                if JSONDecoder.isRepeated(key, in: dictionary.pairs, &names) {
                    throw reader.malformed("the name \"\(key.quoted)\" stands twice in one object")
                }
                guard reader.take(0x3A) else { throw reader.malformed("expected a colon") }
                try makeRoom(in: &dictionary.pairs, shortest: 5)
                if key.utf8.count > SmallText.limit { try reader.count(2 * key.utf8.count) }
                var value = D.noValue
                do { try D.visit(&value, &self) } catch { throw error.within(key) }
                dictionary.pairs.append(DictionaryPair(key: key, value: value))
                if reader.take(0x2C) { continue }
                if reader.take(0x7D) { break }
                throw reader.malformed("expected a comma or the end of the object")
            }
        }
        reader.ascend()
    }

    /// Whether one of the pairs has the key already. A few are looked through; the names of many are kept in a set.
    private static func isRepeated<D: PairDictionary>(_ key: String, in pairs: [DictionaryPair<D>], _ names: inout Set<String>) -> Bool {
        // By index, so that only the keys are looked at and no pair is copied.
        if pairs.count < 16 { return pairs.indices.contains { pairs[$0].key == key } }
        if names.isEmpty { names = Set(pairs.compactMap(\.key)) }
        return !names.insert(key).inserted
    }
}
