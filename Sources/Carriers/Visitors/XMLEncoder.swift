package import Wire

/// Writes carriers as XML: every field in wire order, the base fields first.
package struct XMLEncoder: FieldVisitor, ~Copyable {
    package typealias Failure = Never
    package static var rightsComeFirst: Bool { true }

    package var out: ByteWriter
    package let form: XMLForm
    /// Names stand alone: no prefix, no type, no indentation. The short way through every method below.
    let isPlain: Bool
    let service: [UInt8]
    /// How many elements are open around the next one, as far as indentation is concerned.
    package var depth: Int

    /// - Parameters:
    ///   - out: what is written to from now on; an emptied one brings its room along.
    ///   - depth: how many elements the caller has opened around what is written here.
    package init(_ form: XMLForm, into out: consuming ByteWriter = ByteWriter(capacity: 4096), depth: Int = 0) {
        self.out = out
        self.form = form
        self.depth = depth
        service = Array(form.service.utf8)
        isPlain = form.service.isEmpty && !form.isTyped && form.indentation == 0 && form.instance == "i:"
    }

    /// What was written.
    package consuming func finish() -> ByteWriter {
        out
    }

    // MARK: Elements

    /// Writes the start tag of an element that has children.
    @inline(never)
    package mutating func open(_ name: StaticString, _ type: XMLType) {
        if isPlain {
            out.reserve(name.utf8CodeUnitCount &+ 2)
            out.uncheckedPut(0x3C)
            uncheckedPutName(name)
            out.uncheckedPut(0x3E)
        } else {
            startTag(form.service, name, type)
            if form.indentation > 0 { out.put(0x0A) }
            depth += 1
        }
    }

    /// Writes the end tag of an element that has children.
    @inline(never)
    package mutating func close(_ name: StaticString) {
        if isPlain {
            endLeaf(name)
        } else {
            depth -= 1
            indent()
            endTag(form.service, name)
        }
    }

    /// Writes an element that is null, or nothing where nulls are left out.
    @inline(never)
    package mutating func null(_ name: StaticString) {
        if isPlain {
            out.reserve(name.utf8CodeUnitCount &+ 16)
            out.uncheckedPut(0x3C)
            uncheckedPutName(name)
            out.uncheckedPut(" i:nil=\"true\"/>")
        } else if let instance = form.instance {
            null(form.service, name, instance)
        }
    }

    /// Writes an element without content. Where types are said it has an end tag all the same, as in the manual.
    @inline(never)
    package mutating func empty(_ name: StaticString, _ type: XMLType) {
        if isPlain {
            emptyLeaf(name)
        } else {
            startTag(form.service, name, type)
            endTag(form.service, name)
        }
    }

    /// Begins an element with simple content, and makes room for a number or a date in it.
    @inline(__always)
    mutating func startLeaf(_ name: StaticString, _ type: XMLType) {
        if isPlain {
            out.reserve(name.utf8CodeUnitCount &* 2 &+ 5 &+ 48)
            out.uncheckedPut(0x3C)
            uncheckedPutName(name)
            out.uncheckedPut(0x3E)
        } else {
            startTag(form.service, name, type)
            out.reserve(48)
        }
    }

    /// Ends an element with simple content.
    @inline(__always)
    mutating func finishLeaf(_ name: StaticString) {
        if isPlain { endLeaf(name) } else { endTag(form.service, name) }
    }

    @inline(__always)
    private mutating func endLeaf(_ name: StaticString) {
        out.reserve(name.utf8CodeUnitCount &+ 3)
        out.uncheckedPut(0x3C)
        out.uncheckedPut(0x2F)
        uncheckedPutName(name)
        out.uncheckedPut(0x3E)
    }

    @inline(__always)
    private mutating func uncheckedPutName(_ name: StaticString) {
        ShortNames.copy(name.utf8Start, to: out.tail, name.utf8CodeUnitCount)
        out.uncheckedAdvance(name.utf8CodeUnitCount)
    }

    @inline(__always)
    private mutating func emptyLeaf(_ name: StaticString) {
        out.reserve(name.utf8CodeUnitCount &+ 3)
        out.uncheckedPut(0x3C)
        uncheckedPutName(name)
        out.uncheckedPut(0x2F)
        out.uncheckedPut(0x3E)
    }

    // MARK: Texts

    @inline(never)
    package mutating func field(_ name: StaticString, _ value: inout String?) {
        leaf(name, .schema("string"), &value)
    }

    @inline(never)
    package mutating func key(_ value: inout String?, isDate: Bool) {
        leaf("Key", .schema(isDate ? "dateTime" : "string"), &value)
    }

    /// Writes an element with text; the text is lent in place and stays as it is.
    @inline(__always)
    mutating func leaf(_ name: StaticString, _ type: XMLType, _ value: inout String?) {
        let written: Void? = value?.withUTF8 { text in
            if text.isEmpty { return empty(name, type) }
            startLeaf(name, type)
            XMLText.write(text, to: &out)
            finishLeaf(name)
        }
        if written == nil { null(name) }
    }

    @inline(never)
    package mutating func field(_ name: StaticString, _ value: inout SharedText) {
        value.withBytes { text in
            guard let text else { return null(name) }
            if text.isEmpty { return empty(name, .schema("string")) }
            startLeaf(name, .schema("string"))
            XMLText.writeText(text, to: &out)
            finishLeaf(name)
        }
    }

    package mutating func earlierField(_ name: StaticString, _ value: inout SharedText) {
        if !value.isNull { field(name, &value) }
    }

    package mutating func skipField() {}

    // Values without a name: what stands inside an element that the caller has opened.
    package mutating func value(_ value: inout String?) {
        value?.withUTF8 { XMLText.write($0, to: &out) }
    }

    package mutating func value<C: Carrier>(_ value: inout C?) {
        value?.writeChildren(to: &self)
    }

    // MARK: Carriers

    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) {
        if value?.write(to: &self, as: name) == nil { null(name) }
    }

    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) {
        if value?.value.write(to: &self, as: name) == nil { null(name) }
    }

    /// Writes the fields of a carrier, without an element around them.
    mutating func children<C: Carrier>(of value: inout C) {
        value.visit(&self)
        if !value.unknown.isEmpty { unknown(value.unknown) }
    }

    /// Writes a carrier whose fields have a namespace of their own. The element itself is the service's, and binds the prefix.
    @inline(never)
    fileprivate mutating func foreign<C: Carrier>(_ value: inout C, as name: StaticString, _ namespace: StaticString) {
        startTag(form.service, name, .foreign(C.typeName), binding: namespace)
        if form.indentation > 0 { out.put(0x0A) }
        var inside = form
        inside.service = form.foreign
        var room = ByteWriter(capacity: 0)
        swap(&out, &room)
        var encoder = XMLEncoder(inside, into: room, depth: depth + 1)
        C.codec.writeXML(&value, &encoder)
        out = encoder.finish()
        indent()
        endTag(form.service, name)
    }

    /// Writes the fields of a carrier that is no field: the arguments of an operation, a result.
    package mutating func arguments<C: Carrier>(_ value: inout C) {
        C.codec.writeXML(&value, &self)
    }
}

extension Carrier {
    fileprivate mutating func writeChildren(to encoder: inout XMLEncoder) {
        Self.codec.writeXML(&self, &encoder)
    }

    /// Writes the carrier as an element. It is lent in place and stays as it is.
    fileprivate mutating func write(to encoder: inout XMLEncoder, as name: StaticString) {
        if let namespace = Self.fieldsNamespace, !encoder.form.foreign.isEmpty {
            return encoder.foreign(&self, as: name, namespace)
        }
        encoder.open(name, .service(Self.typeName))
        Self.codec.writeXML(&self, &encoder)
        encoder.close(name)
    }
}
