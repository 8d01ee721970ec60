internal import CSQLite

extension StoreError {
    /// What SQLite answered to a call on `database`.
    ///
    /// SQLite's own text is kept: for a constraint it names table and column, and it never quotes a bound value.
    static func sqlite(_ code: Int32, in database: OpaquePointer?, while doing: StaticString) -> StoreError {
        if code & 0xff == SQLITE_INTERRUPT { return .late }
        // After a failed call SQLite keeps the extended code with the connection; when that code tells of
        // something else (a misuse that never reached the connection), the plain code is the better word.
        let kept = database.map { sqlite3_extended_errcode($0) } ?? code
        let extended = kept & 0xff == code & 0xff ? kept : code
        let words = (extended == kept ? database.flatMap { sqlite3_errmsg($0) } : nil) ?? sqlite3_errstr(extended)
        let detail = words.map { String(cString: $0) } ?? "unknown error"
        let kind = code & 0xff == SQLITE_ERROR && isOfTheFile(detail) ? .corrupt : kind(of: extended)
        return StoreError(kind, "While \(doing), SQLite said: \(detail).", code: extended)
    }

    /// Whether a statement that does well on a sound store has failed for what stands in the file: a table or a column that is
    /// not there, or is there before it is made, or a document that is no JSON.
    private static func isOfTheFile(_ words: String) -> Bool {
        words.hasPrefix("no such ") || words.hasPrefix("duplicate column ") || words.hasSuffix(" already exists") || words == "malformed JSON"
    }

    private static func kind(of code: Int32) -> Kind {
        switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .busy
        case SQLITE_NOTADB: .notAStore
        case SQLITE_CORRUPT, SQLITE_FORMAT: .corrupt
        case SQLITE_FULL: .full
        case SQLITE_IOERR, SQLITE_READONLY: .io
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: .cannotOpen
        case SQLITE_CONSTRAINT, SQLITE_TOOBIG, SQLITE_MISMATCH: .constraint
        case SQLITE_NOMEM: .memory
        default: .internal
        }
    }
}
