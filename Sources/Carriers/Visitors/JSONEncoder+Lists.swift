import Wire

extension JSONEncoder {
    package mutating func list(_ name: StaticString, _ value: inout [Int32]?) {
        key(name)
        if let value {
            out.put(0x5B)
            for element in value {
                out.reserve(IntegerText.longest + 1)
                IntegerText.uncheckedWrite(Int64(element), to: &out)
                out.uncheckedPut(0x2C)
            }
            close(0x5D)
        } else {
            out.put("null")
        }
        out.put(0x2C)
    }

    package mutating func list(_ name: StaticString, _ value: inout [String?]?) {
        key(name)
        if let value {
            out.put(0x5B)
            for var element in value {
                self.value(&element)
                out.put(0x2C)
            }
            close(0x5D)
        } else {
            out.put("null")
        }
        out.put(0x2C)
    }

    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) {
        key(name)
        if value?.write(to: &self) == nil { out.put("null") }
        out.put(0x2C)
    }

    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [[C]]?) {
        key(name)
        if value?.writeLists(to: &self) == nil { out.put("null") }
        out.put(0x2C)
    }

    /// Writes carriers as an array.
    package mutating func carriers<C: Carrier>(_ value: inout [C]) {
        out.put(0x5B)
        for index in value.indices {
            value[index].write(to: &self)
            out.put(0x2C)
        }
        close(0x5D)
    }

    package mutating func field<D: PairDictionary>(_ name: StaticString, _ value: inout D?) {
        key(name)
        if value?.write(to: &self) == nil { out.put("null") }
        out.put(0x2C)
    }
}

// Called through optional chaining, so that what is written is lent where it stands.
extension PairDictionary {
    fileprivate mutating func write(to encoder: inout JSONEncoder) {
        encoder.out.put(0x7B)
        for index in pairs.indices {
            var key = pairs[index].key ?? ""
            JSONText.write(&key, to: &encoder.out)
            encoder.out.put(0x3A)
            Self.visit(&pairs[index].value, &encoder)
            encoder.out.put(0x2C)
        }
        encoder.close(0x7D)
    }
}

extension Array where Element: Carrier {
    mutating func write(to encoder: inout JSONEncoder) {
        encoder.carriers(&self)
    }
}

extension Array {
    fileprivate mutating func writeLists<C: Carrier>(to encoder: inout JSONEncoder) where Element == [C] {
        encoder.out.put(0x5B)
        for index in indices {
            encoder.carriers(&self[index])
            encoder.out.put(0x2C)
        }
        encoder.close(0x5D)
    }
}

