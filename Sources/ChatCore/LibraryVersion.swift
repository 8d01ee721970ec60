internal import CChatCore

/// The version that the header states, which is where it is said.
enum LibraryVersion {
    /// Static and terminated by a zero, as C wants it.
    // Unsafe: a pointer; what it points to is written here and never again.
    nonisolated(unsafe) static let text: UnsafePointer<CChar>? = {
        let bytes = CHATCORE_VERSION.utf8CString
        let block = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        for (index, byte) in bytes.enumerated() { block[index] = byte }
        return UnsafePointer(block)
    }()

    static let number = Int32(CHATCORE_VERSION_NUMBER)
}
