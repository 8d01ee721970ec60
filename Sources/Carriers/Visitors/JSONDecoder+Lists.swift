package import Wire

extension JSONDecoder {
    package mutating func list(_ name: StaticString, _ value: inout [Int32]?) throws(WireError) {
        guard try takes(name) else { return }
        if reader.takeNull() {
            value = nil
        } else {
            var elements: [Int32] = []
            try array(name) { (decoder, _) throws(WireError) in
                elements.append(Int32(truncatingIfNeeded: try decoder.reader.integer(Int64(Int32.min), Int64(Int32.max))))
            }
            value = elements
        }
        try nextKey()
    }

    package mutating func list(_ name: StaticString, _ value: inout [String?]?) throws(WireError) {
        guard try takes(name) else { return }
        if reader.takeNull() {
            value = nil
        } else {
            var elements: [String?] = []
            try array(name) { (decoder, _) throws(WireError) in
                var element: String?
                try decoder.value(&element)
                elements.append(element)
            }
            value = elements
        }
        try nextKey()
    }

    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) throws(WireError) {
        guard try takes(name) else { return }
        if reader.takeNull() { value = nil } else { value = try carriers(name) }
        try nextKey()
    }

    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [[C]]?) throws(WireError) {
        guard try takes(name) else { return }
        if reader.takeNull() {
            value = nil
        } else {
            var elements: [[C]] = []
            try array(name) { (decoder, _) throws(WireError) in
                elements.append(decoder.reader.takeNull() ? [] : try decoder.carriers(""))
            }
            value = elements
        }
        try nextKey()
    }

    /// The elements of an array of carriers. A null element is left out: the protocol's lists hold records.
    package mutating func carriers<C: Carrier>(_ name: StaticString = "") throws(WireError) -> [C] {
        var elements: [C] = []
        try array(name) { (decoder, _) throws(WireError) in
            if decoder.reader.takeNull() { return }
            elements.append(C())
            try elements[elements.count - 1].read(from: &decoder)
        }
        return elements
    }

    /// Calls `body` at each element of an array.
    private mutating func array(
        _ name: StaticString, _ body: (inout JSONDecoder, Int) throws(WireError) -> Void
    ) throws(WireError) {
        guard reader.take(0x5B) else { throw reader.unexpected("an array") }
        try reader.descend()
        path.push(name)
        object.field = ""
        if !reader.take(0x5D) {
            var index = 0
            while true {
                if index >= reader.limits.listElements { throw reader.tooMany() }
                path.push(index: index)
                try body(&self, index)
                path.pop()
                index += 1
                if reader.take(0x2C) { continue }
                if reader.take(0x5D) { break }
                throw reader.malformed("expected a comma or the end of the array")
            }
        }
        path.pop()
        reader.ascend()
    }

    package mutating func field<D: PairDictionary>(_ name: StaticString, _ value: inout D?) throws(WireError) {
        guard try takes(name) else { return }
        if reader.takeNull() {
            value = nil
        } else {
            var dictionary = D()
            try pairs(name, &dictionary)
            value = dictionary
        }
        try nextKey()
    }

    private mutating func pairs<D: PairDictionary>(_ name: StaticString, _ dictionary: inout D) throws(WireError) {
        guard reader.take(0x7B) else { throw reader.unexpected("an object") }
        try reader.descend()
        path.push(name)
        object.field = ""
        var names: Set<String> = []
        if !reader.take(0x7D) {
            while true {
                if names.count >= reader.limits.listElements { throw reader.tooMany() }
                guard reader.peek() == 0x22 else { throw reader.malformed("expected a name in quotes") }
                let key = try reader.string()
                guard names.insert(key).inserted else { throw reader.malformed("the name \"\(key)\" stands twice in one object") }
                guard reader.take(0x3A) else { throw reader.malformed("expected a colon") }
                path.push(key: key)
                var value = D.noValue
                try D.visit(&value, &self)
                dictionary.pairs.append(DictionaryPair(key: key, value: value))
                path.pop()
                if reader.take(0x2C) { continue }
                if reader.take(0x7D) { break }
                throw reader.malformed("expected a comma or the end of the object")
            }
        }
        path.pop()
        reader.ascend()
    }
}
