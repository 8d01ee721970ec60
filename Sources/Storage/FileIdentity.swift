/// What tells a file from every other one that exists at the same time.
struct FileIdentity: Sendable, Hashable {
    let device: UInt64
    let number: UInt64
}
