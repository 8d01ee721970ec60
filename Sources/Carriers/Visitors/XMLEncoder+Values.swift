package import Wire

extension XMLEncoder {
    @inline(never)
    package mutating func field(_ name: StaticString, _ value: inout Int32) {
        startLeaf(name, .schema("int"))
        IntegerText.uncheckedWrite(Int64(value), to: &out)
        finishLeaf(name)
    }

    @inline(never)
    package mutating func field(_ name: StaticString, _ value: inout Int16) {
        startLeaf(name, .schema("short"))
        IntegerText.uncheckedWrite(Int64(value), to: &out)
        finishLeaf(name)
    }

    @inline(never)
    package mutating func field(_ name: StaticString, _ value: inout Bool) {
        startLeaf(name, .schema("boolean"))
        if value { out.uncheckedPut("true") } else { out.uncheckedPut("false") }
        finishLeaf(name)
    }

    @inline(never)
    package mutating func field(_ name: StaticString, _ value: inout Double) {
        startLeaf(name, .schema("double"))
        DoubleText.write(value, to: &out)
        finishLeaf(name)
    }

    @inline(never)
    package mutating func field(_ name: StaticString, _ value: inout DateTime) {
        startLeaf(name, .schema("dateTime"))
        DateTimeText.uncheckedWrite(value, to: &out)
        finishLeaf(name)
    }

    @inline(never)
    package mutating func field(_ name: StaticString, _ value: inout TimeSpan) {
        startLeaf(name, .serialization("duration"))
        out.put(value.description)
        finishLeaf(name)
    }

    @inline(never)
    package mutating func field(_ name: StaticString, _ value: inout Base64Bytes?) {
        var text = value?.text
        leaf(name, .schema("base64Binary"), &text)
    }

    package mutating func field<E: ProtocolEnum>(_ name: StaticString, _ value: inout E) {
        text(name, .service(E.typeName), value.name)
    }

    /// The names with spaces between; the empty set is an empty element, since it has no name in the service description.
    package mutating func field<F: ProtocolFlags>(_ name: StaticString, _ value: inout F) {
        let bits = form.isOfNewestRelease ? value.bits : value.bits & ~F.bitsOfNewestRelease
        flags(name, F.typeName, F.names, bits, value.unnamed)
    }

    @inline(never)
    private mutating func text(_ name: StaticString, _ type: XMLType, _ value: StaticString) {
        startLeaf(name, type)
        out.put(value)
        finishLeaf(name)
    }

    private mutating func flags(
        _ name: StaticString, _ type: StaticString, _ names: [(name: StaticString, bits: Int32)], _ bits: Int32, _ unnamed: [String]
    ) {
        if bits == 0, unnamed.isEmpty { return empty(name, .service(type)) }
        startLeaf(name, .service(type))
        var rest = bits
        for known in names where known.bits != 0 && rest & known.bits == known.bits {
            out.put(known.name)
            out.put(0x20)
            rest &= ~known.bits
        }
        for var other in (rest == 0 ? [] : [String(rest)]) + unnamed {
            other.withUTF8 { XMLText.write($0, to: &out) }
            out.put(0x20)
        }
        out.dropLast()
        finishLeaf(name)
    }
}

// Lists and dictionaries: an element around the items, and each item named by its type.
extension XMLEncoder {
    @inline(never)
    package mutating func list(_ name: StaticString, _ value: inout [Int32]?) {
        guard let value else { return null(name) }
        if isPlain, value.isEmpty { return empty(name, .list("int")) }
        open(name, .list("int"))
        for element in value {
            startTag(form.arrays, "int", .schema("int"))
            out.reserve(IntegerText.longest)
            IntegerText.uncheckedWrite(Int64(element), to: &out)
            endTag(form.arrays, "int")
        }
        close(name)
    }

    @inline(never)
    package mutating func list(_ name: StaticString, _ value: inout [String?]?) {
        guard let value else { return null(name) }
        if isPlain, value.isEmpty { return empty(name, .list("string")) }
        open(name, .list("string"))
        for element in value {
            if var element {
                startTag(form.arrays, "string", .schema("string"))
                element.withUTF8 { XMLText.write($0, to: &out) }
                endTag(form.arrays, "string")
            } else {
                // Where nulls are left out this one stays, so that the others keep their places.
                null(form.arrays, "string", form.instance ?? "xsi:")
            }
        }
        close(name)
    }

    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) {
        if value?.write(to: &self, as: name) == nil { null(name) }
    }

    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [[C]]?) {
        if value?.writeLists(to: &self, as: name) == nil { null(name) }
    }

    /// Writes carriers, each as an element named by its type.
    package mutating func carriers<C: Carrier>(_ value: inout [C]) {
        for index in value.indices {
            open(C.typeName, .service(C.typeName))
            C.codec.writeXML(&value[index], &self)
            close(C.typeName)
        }
    }

    package mutating func field<D: PairDictionary>(_ name: StaticString, _ value: inout D?) {
        if value?.write(to: &self, as: name) == nil { null(name) }
    }

    /// Writes the start tag of a list's item that is a list itself.
    mutating func openArray(_ type: StaticString) {
        indent()
        out.put("<" + form.service + "ArrayOf")
        out.put(type)
        if form.isTyped { out.put(" xsi:type=\"\(form.service)ArrayOf\(type)\"") }
        out.put(0x3E)
        if form.indentation > 0 { out.put(0x0A) }
        depth += 1
    }

    mutating func closeArray(_ type: StaticString) {
        depth -= 1
        indent()
        out.put("</" + form.service + "ArrayOf")
        endArrayTag(type)
    }

    private mutating func endArrayTag(_ type: StaticString) {
        out.put(type)
        out.put(0x3E)
        if form.indentation > 0 { out.put(0x0A) }
    }
}

// Called through optional chaining, so that what is written is lent where it stands.
extension PairDictionary {
    fileprivate mutating func write(to encoder: inout XMLEncoder, as name: StaticString) {
        if encoder.isPlain, pairs.isEmpty { return encoder.empty(name, .service(Self.typeName)) }
        encoder.open(name, .service(Self.typeName))
        for index in pairs.indices {
            encoder.open(Self.pairName, .nameless)
            pairs[index].visit(&encoder)
            encoder.close(Self.pairName)
        }
        encoder.close(name)
    }
}

extension Array where Element: Carrier {
    mutating func writeItems(to encoder: inout XMLEncoder) {
        encoder.carriers(&self)
    }

    fileprivate mutating func write(to encoder: inout XMLEncoder, as name: StaticString) {
        if encoder.isPlain, isEmpty { return encoder.empty(name, .service(Element.typeName, lists: 1)) }
        encoder.open(name, .service(Element.typeName, lists: 1))
        encoder.carriers(&self)
        encoder.close(name)
    }
}

extension Array {
    fileprivate mutating func writeLists<C: Carrier>(to encoder: inout XMLEncoder, as name: StaticString) where Element == [C] {
        if encoder.isPlain, isEmpty { return encoder.empty(name, .service(C.typeName, lists: 2)) }
        encoder.open(name, .service(C.typeName, lists: 2))
        for index in indices {
            encoder.openArray(C.typeName)
            encoder.carriers(&self[index])
            encoder.closeArray(C.typeName)
        }
        encoder.close(name)
    }
}
