/// What a form asks of the customer.
package struct WidgetRequiredFields: ProtocolFlags {
    package static var typeName: StaticString { "WidgetRequiredFields" }
    package static let names: [(name: StaticString, bits: Int32)] = [
        ("Email", 1),
        ("Name", 2),
        ("Company", 4),
        ("Phone", 8),
        ("Country", 16),
    ]
    package static var emptyName: StaticString? { "None" }

    package var bits: Int32 = 0
    package var unnamed: [String] = []

    package init() {}
}
