/// Where a store is, as its URL says it.
enum StoreLocation: Equatable {
    /// In this process alone, gone when it is closed.
    case memory
    /// A path that SQLite takes as a path: it begins with `/` or `./`.
    case file(String)

    private static let expected = "expected \"sqlite:PATH\" with a plain path, or \"sqlite::memory:\""

    init(url: String) throws(StoreError) {
        let scheme = "sqlite:"
        guard url.hasPrefix(scheme) else {
            throw StoreError(.cannotOpen, "The store's URL is of an unknown kind; \(Self.expected).")
        }
        let path = String(url.dropFirst(scheme.count))
        if path == ":memory:" {
            self = .memory
            return
        }
        // SQLite takes an empty path for a temporary file, and C takes the text up to a zero byte.
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw StoreError(.cannotOpen, "The store's URL has no usable path; \(Self.expected).")
        }
        // Two slashes announce a host, which a file does not have; three are the root of this machine.
        guard !path.hasPrefix("//") || path.hasPrefix("///") else {
            throw StoreError(.cannotOpen, "The store's URL names a host; \(Self.expected).")
        }
        // A leading colon or `file:` means something else to SQLite.
        self = .file(path.hasPrefix("/") ? path : "./" + path)
    }
}
