internal import CSQLite

/// `chatcore_fold(text)`: the text in lower case, as Unicode has it, and an empty text for NULL. SQLite's own `lower`
/// knows the letters of ASCII only.
enum FoldFunction {
    static func add(to database: OpaquePointer) {
        // It fails for lack of memory only; the first list then says that there is no such function.
        sqlite3_create_function_v2(
            database, "chatcore_fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, nil,
            { context, _, arguments in FoldFunction.fold(context, arguments?.pointee) }, nil, nil, nil)
    }

    /// SQLite keeps the argument's bytes in place until the function returns.
    private static func fold(_ context: OpaquePointer?, _ value: OpaquePointer?) {
        let empty: StaticString = ""
        guard let start = sqlite3_value_text(value) else {
            // A destructor of nil is SQLITE_STATIC: a literal stays where it is.
            return empty.utf8Start.withMemoryRebound(to: CChar.self, capacity: 1) { start in
                sqlite3_result_text(context, start, 0, nil)
            }
        }
        let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
        // Most texts need no new memory.
        if bytes.allSatisfy({ $0 < 0x80 && !(0x41...0x5A).contains($0) }) { return sqlite3_result_value(context, value) }
        let folded = Array(String(decoding: bytes, as: UTF8.self).lowercased().utf8)
        guard let copy = sqlite3_malloc64(UInt64(folded.count)) else { return sqlite3_result_error_nomem(context) }
        copy.copyMemory(from: folded, byteCount: folded.count)
        // SQLite frees the copy when it has done with it.
        sqlite3_result_text64(
            context, copy.assumingMemoryBound(to: CChar.self), UInt64(folded.count), sqlite3_free, UInt8(SQLITE_UTF8))
    }
}
