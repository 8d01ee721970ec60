package import Wire

/// One field as the service description has it.
package struct FieldSchema: Sendable, Hashable {
    package var name: String
    /// `xs:int` and its like, `duration`, or the name of a carrier, enum or list.
    package var type: String
    /// Whether null is a value of it.
    package var nillable = false
    /// Whether only an earlier release has it.
    package var isOfEarlierRelease = false

    package init(name: String, type: String, nillable: Bool = false, isOfEarlierRelease: Bool = false) {
        self.name = name
        self.type = type
        self.nillable = nillable
        self.isOfEarlierRelease = isOfEarlierRelease
    }
}

/// Names the fields of a carrier and of all that it is made of. The fields' values play no part.
package struct SchemaVisitor: FieldVisitor {
    package typealias Failure = Never
    package static var rightsComeFirst: Bool { true }

    /// What is known of a type.
    package enum TypeSchema: Sendable, Hashable {
        case carrier(fields: [FieldSchema], hasRights: Bool)
        case dictionary(pairName: String, key: FieldSchema, value: FieldSchema)
        case list(element: FieldSchema)
        /// `emptyName` is what JSON writes for a set of flags without any, when the protocol has a name for it.
        case enumeration(values: [Value], isFlags: Bool, emptyName: String? = nil)
    }

    package struct Value: Sendable, Hashable {
        package var name: String
        package var number: Int32
        /// Whether only the newest release of the SOAP services has it.
        package var isOfNewestRelease = false
    }

    /// Every type that was met, by name.
    package private(set) var types: [String: TypeSchema] = [:]
    private var fields: [FieldSchema] = []

    package init() {}

    /// Describes a carrier, and the types of its fields.
    package mutating func describe<C: Carrier>(_ type: C.Type) {
        let name = "\(C.typeName)"
        guard types[name] == nil else { return }
        // Entered before its fields are visited, so that a type that holds itself comes to an end.
        types[name] = .carrier(fields: [], hasRights: C.self is any RightsCarrier.Type)
        let fields = describeFields(of: type)
        types[name] = .carrier(fields: fields, hasRights: C.self is any RightsCarrier.Type)
    }

    /// Describes the types of a carrier's fields and not the carrier: for those that only hold others, and share a name
    /// with what they hold.
    /// - Returns: those fields.
    @discardableResult
    package mutating func describeFields<C: Carrier>(of type: C.Type) -> [FieldSchema] {
        var value = C()
        return describeFields { value.visit(&$0) }
    }

    /// Describes the types of the fields that `body` shows.
    /// - Returns: those fields.
    package mutating func describeFields(_ body: (inout SchemaVisitor) -> Void) -> [FieldSchema] {
        let outer = fields
        fields = []
        body(&self)
        defer { fields = outer }
        return fields
    }

    private mutating func add(_ name: StaticString, _ type: String, nillable: Bool = false) {
        fields.append(FieldSchema(name: "\(name)", type: type, nillable: nillable))
    }

    package mutating func field(_ name: StaticString, _ value: inout Int32) { add(name, "xs:int") }
    package mutating func field(_ name: StaticString, _ value: inout Int16) { add(name, "xs:short") }
    package mutating func field(_ name: StaticString, _ value: inout Bool) { add(name, "xs:boolean") }
    package mutating func field(_ name: StaticString, _ value: inout Double) { add(name, "xs:double") }
    package mutating func field(_ name: StaticString, _ value: inout String?) { add(name, "xs:string", nillable: true) }
    package mutating func field(_ name: StaticString, _ value: inout DateTime) { add(name, "xs:dateTime") }
    package mutating func field(_ name: StaticString, _ value: inout TimeSpan) { add(name, "duration") }
    package mutating func field(_ name: StaticString, _ value: inout Base64Bytes?) {
        add(name, "xs:base64Binary", nillable: true)
    }

    package mutating func field(_ name: StaticString, _ value: inout SharedText) { add(name, "xs:string", nillable: true) }

    package mutating func earlierField(_ name: StaticString, _ value: inout SharedText) {
        fields.append(FieldSchema(name: "\(name)", type: "xs:string", nillable: true, isOfEarlierRelease: true))
    }

    package mutating func skipField() {}
    package mutating func value(_ value: inout String?) {}
    package mutating func value<C: Carrier>(_ value: inout C?) {}

    package mutating func field<E: ProtocolEnum>(_ name: StaticString, _ value: inout E) {
        add(name, "\(E.typeName)")
        types["\(E.typeName)"] = .enumeration(
            values: E.values.map { Value(name: "\($0.name)", number: $0.rawValue) }, isFlags: false)
    }

    package mutating func field<F: ProtocolFlags>(_ name: StaticString, _ value: inout F) {
        add(name, "\(F.typeName)")
        let newest = F.namesOfNewestRelease.map { "\($0)" }
        types["\(F.typeName)"] = .enumeration(
            values: F.names.map {
                Value(name: "\($0.name)", number: $0.bits, isOfNewestRelease: newest.contains("\($0.name)"))
            }, isFlags: true,
            emptyName: F.emptyName.map { "\($0)" })
    }

    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) {
        add(name, "\(C.typeName)", nillable: C.isNillable)
        describe(C.self)
    }

    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) {
        add(name, "\(C.typeName)", nillable: true)
        describe(C.self)
    }

    package mutating func field<D: PairDictionary>(_ name: StaticString, _ value: inout D?) {
        add(name, "\(D.typeName)", nillable: true)
        let outer = fields
        fields = []
        var none = D.noValue
        D.visit(&none, named: "Value", &self)
        if let value = fields.first {
            let key = FieldSchema(name: "Key", type: D.hasDateKeys ? "xs:dateTime" : "xs:string", nillable: !D.hasDateKeys)
            types["\(D.typeName)"] = .dictionary(pairName: "\(D.pairName)", key: key, value: value)
        }
        fields = outer
    }

    package mutating func list(_ name: StaticString, _ value: inout [Int32]?) {
        add(name, "ArrayOfint", nillable: true)
        types["ArrayOfint"] = .list(element: FieldSchema(name: "int", type: "xs:int"))
    }

    package mutating func list(_ name: StaticString, _ value: inout [String?]?) {
        add(name, "ArrayOfstring", nillable: true)
        types["ArrayOfstring"] = .list(element: FieldSchema(name: "string", type: "xs:string", nillable: true))
    }

    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) {
        add(name, list(of: C.self), nillable: true)
    }

    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [[C]]?) {
        let inner = list(of: C.self)
        add(name, "ArrayOf\(inner)", nillable: true)
        types["ArrayOf\(inner)"] = .list(element: FieldSchema(name: inner, type: inner, nillable: true))
    }

    private mutating func list<C: Carrier>(of element: C.Type) -> String {
        let name = "ArrayOf\(C.typeName)"
        types[name] = .list(element: FieldSchema(name: "\(C.typeName)", type: "\(C.typeName)", nillable: true))
        describe(C.self)
        return name
    }
}
