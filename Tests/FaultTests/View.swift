import FaultyDisk

/// A look at a store's rows that goes by the library.
final class View {
    private let view: OpaquePointer

    init(_ path: String) throws {
        guard let view = faulty_view_open(path) else { throw Violation("the store's file cannot be opened") }
        self.view = view
    }

    deinit { faulty_view_close(view) }

    /// All that is stored, but what chance made.
    func dump() throws -> String {
        var length: Int64 = 0
        guard let text = faulty_view_dump(view, &length) else {
            throw Violation("the store's file cannot be read: \(rows("PRAGMA quick_check"))")
        }
        return String(cString: text)
    }

    /// The rows of a query, columns between bars.
    func rows(_ sql: String) -> [String] {
        guard let text = faulty_view_rows(view, sql) else { return [] }
        return String(cString: text).split(separator: "\n").map { "\($0)" }
    }
}
