import Wire

/// Makes the table of one carrier from its list of fields.
struct TranscodingVisitor: FieldVisitor {
    typealias Failure = Never
    static var rightsComeFirst: Bool { true }

    private(set) var plan: TranscodingPlan
    private(set) var fields: [TranscodingPlan.Field] = []

    init(_ plan: TranscodingPlan) {
        self.plan = plan
    }

    /// Adds a field; `write` writes it at its default.
    private mutating func add(_ name: StaticString, _ kind: TranscodingPlan.Kind, _ write: (inout JSONEncoder) -> Void) {
        var encoder = JSONEncoder(into: ByteWriter(capacity: 64))
        write(&encoder)
        fields.append(TranscodingPlan.Field(name: name, kind: kind, missing: encoder.finish().bytes()))
    }

    mutating func field(_ name: StaticString, _ value: inout Int32) {
        add(name, .integer(Int64(Int32.min), Int64(Int32.max))) { $0.field(name, &value) }
    }

    mutating func field(_ name: StaticString, _ value: inout Int16) {
        add(name, .integer(Int64(Int16.min), Int64(Int16.max))) { $0.field(name, &value) }
    }

    mutating func field(_ name: StaticString, _ value: inout Bool) { add(name, .bool) { $0.field(name, &value) } }
    mutating func field(_ name: StaticString, _ value: inout Double) { add(name, .double) { $0.field(name, &value) } }
    mutating func field(_ name: StaticString, _ value: inout String?) { add(name, .text) { $0.field(name, &value) } }
    mutating func field(_ name: StaticString, _ value: inout SharedText) { add(name, .text) { $0.field(name, &value) } }
    mutating func earlierField(_ name: StaticString, _ value: inout SharedText) { add(name, .text) { _ in } }
    mutating func field(_ name: StaticString, _ value: inout DateTime) { add(name, .date) { $0.field(name, &value) } }
    mutating func field(_ name: StaticString, _ value: inout TimeSpan) { add(name, .span) { $0.field(name, &value) } }
    mutating func field(_ name: StaticString, _ value: inout Base64Bytes?) { add(name, .bytes) { $0.field(name, &value) } }

    mutating func field<E: ProtocolEnum>(_ name: StaticString, _ value: inout E) {
        let names = TranscodingNames(names: E.values.map { (name: $0.name, bits: $0.rawValue) })
        add(name, .enumeration(names)) { $0.field(name, &value) }
    }

    mutating func field<F: ProtocolFlags>(_ name: StaticString, _ value: inout F) {
        let names = TranscodingNames(names: F.names, empty: F.emptyName)
        add(name, .flags(names)) { $0.field(name, &value) }
    }

    mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) {
        add(name, .carrier(plan.add(C.self))) { $0.field(name, &value) }
    }

    mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) {
        add(name, .carrier(plan.add(C.self))) { $0.field(name, &value) }
    }

    mutating func field<D: PairDictionary>(_ name: StaticString, _ value: inout D?) {
        // The value of a pair is shown like a field, which says what kind it is of.
        var inner = TranscodingVisitor(plan)
        var none = D.noValue
        D.visit(&none, named: "Value", &inner)
        plan = inner.plan
        var values: Int?
        if case .carrier(let table)? = inner.fields.first?.kind { values = table }
        add(name, .dictionary(D.pairName, values)) { $0.field(name, &value) }
    }

    mutating func list(_ name: StaticString, _ value: inout [Int32]?) { add(name, .integers) { $0.list(name, &value) } }
    mutating func list(_ name: StaticString, _ value: inout [String?]?) { add(name, .texts) { $0.list(name, &value) } }

    mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) {
        add(name, .carriers(C.typeName, plan.add(C.self))) { $0.list(name, &value) }
    }

    mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [[C]]?) {
        add(name, .lists(C.typeName, plan.add(C.self))) { $0.list(name, &value) }
    }

    mutating func skipField() {}
    mutating func value(_ value: inout String?) {}
    mutating func value<C: Carrier>(_ value: inout C?) {}
}
