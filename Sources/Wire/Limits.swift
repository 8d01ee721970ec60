/// The bounds that every reader keeps, so that no input costs more than it is worth.
@usableFromInline
package struct Limits: Sendable, Hashable {
    /// Bytes of one message.
    package var messageBytes = 64 << 20
    /// Levels of nesting.
    package var depth = 64
    /// Elements of one list.
    package var listElements = 1_000_000
    /// Fields of one object that no carrier knows.
    package var unknownFields = 256
    /// Attributes of one XML element.
    package var attributes = 64

    /// How many times its own size a message may take in memory once it is read.
    package var memoryFactor = 3
    /// What every message may take, however small: carriers are large, and a message may name few of their fields.
    package var memoryFloor = 16 << 20

    package init() {}
}
