import Wire

/// What becomes of the XML of a carrier, and of all that it is made of, in JSON: a table of fields for each carrier.
///
/// A response goes from one form to the other by these tables, and the carriers themselves are never made.
package struct TranscodingPlan: Sendable {
    /// The fields of one carrier, in the order of XML.
    struct Table: Sendable {
        var fields: [Field] = []
        /// The namespace of the fields, where it is not the service's.
        var namespace: StaticString?
        /// The carrier as JSON with every field at its default.
        var defaults: [UInt8] = []
    }

    struct Field: Sendable {
        let name: StaticString
        let kind: Kind
        /// The field at its default as JSON, with name and comma; empty when a field that is missing is left out.
        let missing: [UInt8]

        /// The value of that.
        var missingValue: ArraySlice<UInt8> { missing.dropFirst(name.utf8CodeUnitCount + 3).dropLast() }
    }

    /// What kind of value a field holds. Carriers are named by the number of their table.
    enum Kind: Sendable {
        case integer(Int64, Int64)
        case bool
        case double
        case text
        case date
        case span
        case bytes
        case enumeration(TranscodingNames)
        case flags(TranscodingNames)
        case carrier(Int)
        case texts
        case integers
        case carriers(StaticString, Int)
        case lists(StaticString, Int)
        /// The element around each pair, and the table of its values when they are carriers.
        case dictionary(StaticString, Int?)
    }

    private(set) var tables: [Table] = []
    private var numbers: [ObjectIdentifier: Int] = [:]

    package init() {}

    /// Adds a carrier and all that it is made of; answers the number of its table.
    package mutating func add<C: Carrier>(_ type: C.Type) -> Int {
        if let number = numbers[ObjectIdentifier(C.self)] { return number }
        let number = tables.count
        // Entered before its fields are visited, so that a carrier that holds itself comes to an end.
        numbers[ObjectIdentifier(C.self)] = number
        tables.append(Table())
        var visitor = TranscodingVisitor(self)
        var value = C()
        value.visit(&visitor)
        self = visitor.plan
        var encoder = JSONEncoder()
        value.write(to: &encoder)
        tables[number] = Table(fields: visitor.fields, namespace: C.fieldsNamespace, defaults: encoder.finish().bytes())
        return number
    }

    /// A carrier as JSON with every field at its default.
    package func defaults(of number: Int) -> [UInt8] {
        tables[number].defaults
    }

    /// The default of the one field of a carrier as JSON, without its name; nil when there is another number of fields.
    package func onlyDefault(of number: Int) -> [UInt8]? {
        onlyField(of: number).map { Array($0.missingValue) }
    }

    /// The one field of a carrier that has no other; nil when there are several.
    func onlyField(of number: Int) -> Field? {
        tables[number].fields.count == 1 ? tables[number].fields.first : nil
    }
}

/// The names of an enum or of flags, with their numbers or bits.
struct TranscodingNames: Sendable {
    let names: FlagSet.Names
    /// What JSON writes for the empty set of flags, when there is a name for it.
    var empty: StaticString?
}
