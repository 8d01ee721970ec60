/// What a caller may do with a record.
package struct ETableRight: ProtocolFlags {
    package static var typeName: StaticString { "ETableRight" }
    package static let names: [(name: StaticString, bits: Int32)] = [
        ("Select", 1),
        ("Update", 2),
        ("Insert", 4),
        ("Delete", 8),
        ("Filtering", 16),
        ("RestrictedUpdate", 32),
        ("Unused1", 64),
        ("Uninitialized", 128),
        ("R", 1),
        ("F", 16),
    ]
    package static var emptyName: StaticString? { nil }
    package static var namesOfNewestRelease: [StaticString] { ["Unused1", "Uninitialized", "R", "F"] }
    package static var bitsOfNewestRelease: Int32 { 64 | 128 }

    package var bits: Int32 = 0
    package var unnamed: [String] = []

    package init() {}
}
