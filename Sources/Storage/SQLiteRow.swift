internal import CSQLite
internal import Wire
#if canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// The row that a statement stands on. Columns are read in their order, each once.
///
/// Others can change the file. What its reader cannot take is read as nothing, and is the row's `fault`, with which the
/// statement fails: whoever gets a row may count on its values being in their ranges.
struct SQLiteRow {
    private let handle: OpaquePointer
    private var column: Int32 = 0
    /// Whose columns these are, for errors; empty for the table that the statement names first.
    var table: StaticString = ""
    /// The first of its values that could not be taken.
    private(set) var fault: StoreError?

    init(handle: OpaquePointer) {
        self.handle = handle
    }

    /// Moments: ticks from 0, which is none, to the end of the calendar.
    private static var moments: ClosedRange<Int64> { 0...DateTime.end - 1 }
    /// Moments, and what comes so long after one: no sum of one and a time that a config can name is too large.
    private static var deadlines: ClosedRange<Int64> { 0...2 * DateTime.end }

    /// Any whole number.
    mutating func int64() -> Int64 { integer(.min ... .max) ?? 0 }

    /// The number of a row in a log, or how many there are.
    mutating func count() -> Int64 { integer(0 ... .max) ?? 0 }

    mutating func moment() -> Int64 { integer(SQLiteRow.moments) ?? 0 }

    mutating func optionalMoment() -> Int64? { integer(SQLiteRow.moments) }

    mutating func deadline() -> Int64 { integer(SQLiteRow.deadlines) ?? 0 }

    /// NULL reads as 0.
    mutating func int32() -> Int32 { optionalInt32() ?? 0 }

    mutating func optionalInt32() -> Int32? {
        integer(Int64(Int32.min)...Int64(Int32.max)).map { Int32(truncatingIfNeeded: $0) }
    }

    mutating func int16() -> Int16 { Int16(truncatingIfNeeded: integer(Int64(Int16.min)...Int64(Int16.max)) ?? 0) }

    mutating func bool() -> Bool { integer(0...1) == 1 }

    /// A text, or nil for NULL.
    mutating func optionalText() -> String? {
        text { bytes in
            // A file that somebody changed by hand may hold anything.
            Text.string(bytes, isASCII: Text.isASCII(bytes)) ?? String(decoding: bytes, as: UTF8.self)
        }
    }

    mutating func text() -> String { optionalText() ?? "" }

    /// A text as carriers hold it.
    mutating func sharedText() -> SharedText { text { bytes in SharedText(repairing: bytes) } ?? SharedText() }

    /// A text as a document: `known` itself when it has the same bytes.
    mutating func document(like known: StoredDocument?) -> StoredDocument {
        let document = text { bytes in
            if let known, known.bytes.count == bytes.count {
                let isSame = known.bytes.withUnsafeBytes { other in
                    if let one = bytes.baseAddress, let other = other.baseAddress { memcmp(one, other, bytes.count) == 0 } else { true }
                }
                if isSame { return known }
            }
            return StoredDocument(Array(bytes))
        }
        return document ?? StoredDocument([])
    }

    mutating func blob() -> [UInt8] {
        let column = next()
        guard holds(SQLITE_BLOB, in: column, "bytes"), let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    private mutating func next() -> Int32 {
        defer { column &+= 1 }
        return column
    }

    /// A whole number of that range, or nil for NULL. Once, and not in everything that reads a column.
    @inline(never)
    private mutating func integer(_ range: ClosedRange<Int64>) -> Int64? {
        let column = next()
        switch sqlite3_column_type(handle, column) {
        case SQLITE_NULL: return nil
        case SQLITE_INTEGER:
            let value = sqlite3_column_int64(handle, column)
            if range.contains(value) { return value }
        default: break
        }
        fail(column, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    /// What `make` makes of the bytes of a text, or nil for NULL. SQLite owns the bytes until the next step; `make` copies
    /// or compares them.
    @inline(__always)
    private mutating func text<R>(_ make: (UnsafeBufferPointer<UInt8>) -> R) -> R? {
        let column = next()
        // The length is asked for after the text, as SQLite wants it.
        guard holds(SQLITE_TEXT, in: column, "a text"), let start = sqlite3_column_text(handle, column) else { return nil }
        return make(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    /// Whether the column has a value of that type; NULL is none, and every other type a fault.
    private mutating func holds(_ type: Int32, in column: Int32, _ expected: StaticString) -> Bool {
        let found = sqlite3_column_type(handle, column)
        if found == type { return true }
        if found != SQLITE_NULL { fail(column, "\(expected)") }
        return false
    }

    /// Not part of everything that reads a column.
    @inline(never)
    private mutating func fail(_ column: Int32, _ expected: String) {
        if fault != nil { return }
        fault = StoreError(
            .corrupt, "The store holds a value that cannot be read; expected \(expected).", place: place(of: column))
    }

    /// A column as `table[id].column`; without an id where the row does not begin with one.
    private func place(of column: Int32) -> String {
        let table = self.table.utf8CodeUnitCount > 0 ? "\(self.table)" : SQLitePlace.table(of: handle)
        let ids = ["id", "seq", "login_id", "session_id", "topic_id", "associate_id"]
        let hasID = column > 0 && sqlite3_column_type(handle, 0) == SQLITE_INTEGER && ids.contains(name(of: 0))
        return "\(table)\(hasID ? "[\(sqlite3_column_int64(handle, 0))]" : "").\(name(of: column))"
    }

    private func name(of column: Int32) -> String {
        sqlite3_column_name(handle, column).map { String(cString: $0) } ?? "column \(column)"
    }
}
