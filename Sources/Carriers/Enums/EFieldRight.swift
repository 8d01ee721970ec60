/// What a caller may do with a field.
package struct EFieldRight: ProtocolFlags {
    package static var typeName: StaticString { "EFieldRight" }
    package static let names: [(name: StaticString, bits: Int32)] = [
        ("Read", 1),
        ("Write", 2),
        ("Unused1", 4),
        ("Unused2", 8),
        ("Unused3", 16),
        ("Unused4", 32),
        ("UIHintMandatory", 64),
        ("UIHintReadOnly", 128),
        ("UndefinedValue256", 256),
        ("Nullable", 32),
    ]
    package static var emptyName: StaticString? { nil }
    package static var namesOfNewestRelease: [StaticString] { ["Nullable"] }

    package var bits: Int32 = 0
    package var unnamed: [String] = []

    package init() {}
}
