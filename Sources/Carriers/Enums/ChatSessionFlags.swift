/// What is going on in a session at this moment.
package struct ChatSessionFlags: ProtocolFlags {
    package static var typeName: StaticString { "ChatSessionFlags" }
    package static let names: [(name: StaticString, bits: Int32)] = [
        ("UserIsTyping", 1),
    ]
    package static var emptyName: StaticString? { "CustomerIsTyping" }

    package var bits: Int32 = 0
    package var unnamed: [String] = []

    package init() {}
}
