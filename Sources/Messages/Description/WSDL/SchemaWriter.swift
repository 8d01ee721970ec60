import Carriers

/// Writes the XML schemas of a service description, one for each namespace that the service's types are of.
struct SchemaWriter {
    private let service: ServiceSchema
    private let used: [SchemaNamespace]

    init(_ service: ServiceSchema) {
        self.service = service
        var names = Set(service.types.map(\.name))
        for case (_, .carrier(let fields, _)) in service.types { names.formUnion(fields.map(\.type)) }
        let met = Set(names.compactMap(SchemaNamespace.init(type:)))
        used = SchemaNamespace.allCases.filter { $0 == .service || met.contains($0) }
    }

    func write(to out: inout MarkupWriter) {
        for namespace in used {
            let attributes = [("elementFormDefault", "qualified"), ("targetNamespace", namespace.uri(service.release))]
            out.element("xs:schema", attributes) { out in
                if namespace == .service { writeElements(to: &out) }
                if namespace == .serialization { writeDuration(to: &out) }
                for (name, type) in service.types where SchemaNamespace(type: name) == namespace {
                    write(type, name, to: &out)
                }
            }
        }
    }

    /// What stands in bodies and headers, and the base of the carriers that have one.
    private func writeElements(to out: inout MarkupWriter) {
        for other in used where other != .service { out.element("xs:import", [("namespace", other.uri(service.release))]) }
        for body in service.bodies {
            out.element("xs:element", [("name", body.name)]) { out in
                out.element("xs:complexType") { out in sequence(body.fields, to: &out) }
            }
        }
        for header in service.headers { out.element("xs:element", attributes(header)) }
        if service.types.contains(where: { $0.type.hasRights }) {
            out.element("xs:complexType", [("name", "Carrier")]) { out in sequence(FieldSchema.rights, to: &out) }
        }
    }

    private func write(_ type: SchemaVisitor.TypeSchema, _ name: String, to out: inout MarkupWriter) {
        switch type {
        case .enumeration(let values, let isFlags, _):
            out.element("xs:simpleType", [("name", name)]) { out in enumeration(values, isFlags, to: &out) }
        case .carrier(let fields, hasRights: true):
            out.element("xs:complexType", [("name", name)]) { out in
                out.element("xs:complexContent") { out in
                    out.element("xs:extension", [("base", "tns:Carrier")]) { out in
                        sequence(fields.filter { !FieldSchema.rights.contains($0) }, to: &out)
                    }
                }
            }
        case .carrier(let fields, hasRights: false):
            // The carrier of another namespace is a structure of the vendor's platform, which is always whole.
            let isWhole = SchemaNamespace(type: name) != .service
            out.element("xs:complexType", [("name", name)]) { out in sequence(fields, areOptional: !isWhole, to: &out) }
        case .list(let element):
            out.element("xs:complexType", [("name", name)]) { out in
                out.element("xs:sequence") { out in out.element("xs:element", SchemaWriter.many + attributes(element)) }
            }
        case .dictionary(let pairName, let key, let value):
            out.element("xs:complexType", [("name", name)]) { out in
                out.element("xs:sequence") { out in
                    out.element("xs:element", SchemaWriter.many + [("name", pairName)]) { out in
                        out.element("xs:complexType") { out in sequence([key, value], areOptional: false, to: &out) }
                    }
                }
            }
        }
    }

    private static let many: [MarkupWriter.Attribute] = [("minOccurs", "0"), ("maxOccurs", "unbounded")]

    private func sequence(_ fields: [FieldSchema], areOptional: Bool = true, to out: inout MarkupWriter) {
        let present = fields.filter { !$0.isOfEarlierRelease }
        if present.isEmpty { return out.element("xs:sequence", []) }
        out.element("xs:sequence") { out in
            for field in present {
                out.element("xs:element", (areOptional ? [("minOccurs", "0")] : []) + attributes(field))
            }
        }
    }

    private func attributes(_ field: FieldSchema) -> [MarkupWriter.Attribute] {
        [("name", field.name), ("type", SchemaNamespace.qualified(field.type))] + (field.nillable ? [("nillable", "true")] : [])
    }

    /// Names, or for flags a list of names. A flag without a bit is nothing that a list could hold.
    private func enumeration(_ values: [SchemaVisitor.Value], _ isFlags: Bool, to out: inout MarkupWriter) {
        let isNewest = service.release == Service.releases.upperBound
        let names = values.filter { (isNewest || !$0.isOfNewestRelease) && !(isFlags && $0.number == 0) }.map(\.name)
        func restriction(to out: inout MarkupWriter) {
            out.element("xs:restriction", [("base", "xs:string")]) { out in
                for name in names { out.element("xs:enumeration", [("value", name)]) }
            }
        }
        guard isFlags else { return restriction(to: &out) }
        out.element("xs:list") { out in
            out.element("xs:simpleType") { out in restriction(to: &out) }
        }
    }

    /// Days and shorter parts only, and no more than fit into ticks.
    private func writeDuration(to out: inout MarkupWriter) {
        out.element("xs:simpleType", [("name", "duration")]) { out in
            out.element("xs:restriction", [("base", "xs:duration")]) { out in
                out.element("xs:pattern", [("value", #"-?P(\d*D)?(T(\d*H)?(\d*M)?(\d*(\.\d*)?S)?)?"#)])
                out.element("xs:minInclusive", [("value", "-P10675199DT2H48M5.4775808S")])
                out.element("xs:maxInclusive", [("value", "P10675199DT2H48M5.4775807S")])
            }
        }
    }
}

extension SchemaVisitor.TypeSchema {
    fileprivate var hasRights: Bool {
        if case .carrier(_, hasRights: true) = self { true } else { false }
    }
}
