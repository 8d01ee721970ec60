package import Wire

/// Writes carriers with null for every field that was not asked for; the fields that name a record stay.
package struct SelectingEncoder<Inner: SelectableEncoder & ~Copyable>: FieldVisitor, ~Copyable {
    package typealias Failure = Never
    package static var rightsComeFirst: Bool { Inner.rightsComeFirst }

    private var inner: Inner
    private var selection: Selection
    private var keys: [StaticString] = []

    /// - Parameter inner: what writes the fields that were asked for.
    package init(_ inner: consuming Inner, _ selection: Selection) {
        self.inner = inner
        self.selection = selection
    }

    package consuming func finish() -> ByteWriter {
        inner.finish()
    }

    /// The choice for one field; writes its null when there is none.
    private mutating func choice(of name: StaticString) -> Selection.Choice {
        if keys.contains(where: { "\($0)" == "\(name)" }) { return .whole }
        let choice = selection.choice(of: "\(name)")
        if case .none = choice { inner.nullField(name) }
        return choice
    }

    private mutating func isAsked(_ name: StaticString) -> Bool {
        if case .none = choice(of: name) { return false }
        return true
    }

    /// Writes what is inside a field, with the part of the selection that goes with it.
    private mutating func inside(_ part: Selection, _ body: (inout SelectingEncoder<Inner>) -> Void) {
        let outer = selection
        selection = part
        body(&self)
        selection = outer
    }

    private mutating func object<C: Carrier>(_ value: inout C) {
        let outer = keys
        keys = C.keyFields
        inner.beginObject()
        value.visit(&self)
        for field in value.unknown.grouped {
            if case .none = selection.choice(of: field.name) {
                inner.unknownField(field.name, nil)
            } else {
                inner.unknownField(field.name, field.value)
            }
        }
        inner.endObject()
        keys = outer
    }

    package mutating func field(_ name: StaticString, _ value: inout Int32) {
        if isAsked(name) { inner.field(name, &value) }
    }

    package mutating func field(_ name: StaticString, _ value: inout Int16) {
        if isAsked(name) { inner.field(name, &value) }
    }

    package mutating func field(_ name: StaticString, _ value: inout Bool) {
        if isAsked(name) { inner.field(name, &value) }
    }

    package mutating func field(_ name: StaticString, _ value: inout Double) {
        if isAsked(name) { inner.field(name, &value) }
    }

    package mutating func field(_ name: StaticString, _ value: inout String?) {
        if isAsked(name) { inner.field(name, &value) }
    }

    package mutating func field(_ name: StaticString, _ value: inout SharedText) {
        if isAsked(name) { inner.field(name, &value) }
    }

    package mutating func earlierField(_ name: StaticString, _ value: inout SharedText) {
        if !value.isNull { field(name, &value) }
    }

    package mutating func skipField() {}

    package mutating func field(_ name: StaticString, _ value: inout DateTime) {
        if isAsked(name) { inner.field(name, &value) }
    }

    package mutating func field(_ name: StaticString, _ value: inout TimeSpan) {
        if isAsked(name) { inner.field(name, &value) }
    }

    package mutating func field(_ name: StaticString, _ value: inout Base64Bytes?) {
        if isAsked(name) { inner.field(name, &value) }
    }

    package mutating func field<E: ProtocolEnum>(_ name: StaticString, _ value: inout E) {
        if isAsked(name) { inner.field(name, &value) }
    }

    package mutating func field<F: ProtocolFlags>(_ name: StaticString, _ value: inout F) {
        if isAsked(name) { inner.field(name, &value) }
    }

    package mutating func list(_ name: StaticString, _ value: inout [Int32]?) {
        if isAsked(name) { inner.list(name, &value) }
    }

    package mutating func list(_ name: StaticString, _ value: inout [String?]?) {
        if isAsked(name) { inner.list(name, &value) }
    }

    package mutating func field<D: PairDictionary>(_ name: StaticString, _ value: inout D?) {
        if isAsked(name) { inner.field(name, &value) }
    }

    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [[C]]?) {
        switch choice(of: name) {
        case .none: break
        case .whole: inner.list(name, &value)
        case .part(let part):
            guard let lists = value else { return inner.nullField(name) }
            inner.beginField(name)
            inner.beginList()
            for list in lists {
                var list: [C]? = list
                inner.beginElement(C.typeName, lists: 1)
                inside(part) { $0.values(&list) }
                inner.endElement(C.typeName, lists: 1)
            }
            inner.endList()
            inner.endField(name)
        }
    }

    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) {
        switch choice(of: name) {
        case .none: break
        case .whole: inner.field(name, &value)
        case .part(let part):
            if value == nil { return inner.nullField(name) }
            inner.beginField(name)
            inside(part) { $0.value(&value) }
            inner.endField(name)
        }
    }

    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) {
        var carrier = value?.value
        field(name, &carrier)
    }

    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) {
        switch choice(of: name) {
        case .none: break
        case .whole: inner.list(name, &value)
        case .part(let part):
            if value == nil { return inner.nullField(name) }
            inner.beginField(name)
            inside(part) { $0.values(&value) }
            inner.endField(name)
        }
    }

    package mutating func value(_ value: inout String?) {
        inner.value(&value)
    }

    package mutating func value<C: Carrier>(_ value: inout C?) {
        if var carrier = value { object(&carrier) } else { inner.nullValue() }
    }
}

extension SelectingEncoder: ValueVisitor where Inner: ~Copyable {
    package mutating func value(_ value: inout Bool) {
        inner.value(&value)
    }

    package mutating func values<C: Carrier>(_ list: inout [C]?) {
        guard var carriers = list else { return inner.nullValue() }
        inner.beginList()
        for index in carriers.indices {
            inner.beginElement(C.typeName, lists: 0)
            object(&carriers[index])
            inner.endElement(C.typeName, lists: 0)
        }
        inner.endList()
    }
}
