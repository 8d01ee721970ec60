internal import CSQLite
internal import Wire

/// A value for a parameter of a statement.
enum SQLiteValue {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case shared(SharedText)
    case blob([UInt8])

    static func integer(_ value: Int32) -> SQLiteValue { .integer(Int64(value)) }
    static func integer(_ value: Int32?) -> SQLiteValue { value.map { .integer(Int64($0)) } ?? .null }
    static func boolean(_ value: Bool) -> SQLiteValue { .integer(value ? 1 as Int64 : 0) }
    static func text(_ value: String?) -> SQLiteValue { value.map { .text($0) } ?? .null }
    static func text(_ value: SharedText) -> SQLiteValue { value.isNull ? .null : .shared(value) }

    /// A reference to another row: 0 stands for none and is stored as NULL, which no foreign key minds.
    static func reference(_ id: Int32) -> SQLiteValue { id == 0 ? .null : .integer(Int64(id)) }
}

/// A prepared statement of one connection, which owns it and keeps it for the next time.
struct SQLiteStatement {
    let handle: OpaquePointer
    /// The connection's handle, to ask what went wrong.
    let database: OpaquePointer

    /// Runs the statement to its end, handing over each row; a query that was asked for its `first` row ends with that.
    ///
    /// Texts and blobs are bound where they lie, not copied: `bind` holds each one in place until the last row was
    /// read, and the bindings are cleared before it lets go.
    func run(_ values: [SQLiteValue], first: Bool = false, _ row: (inout SQLiteRow) -> Void) throws(StoreError) {
        guard sqlite3_stmt_busy(handle) == 0 else {
            throw StoreError(.internal, "A statement was started again before it had come to its end.")
        }
        guard values.count == Int(sqlite3_bind_parameter_count(handle)) else {
            throw StoreError(.internal, "A statement was given \(values.count) values, not one for each parameter.")
        }
        var fault: StoreError?
        let code = bind(values, from: 0) { step(first: first, &fault, row) }
        if let fault { throw fault }
        guard code == SQLITE_DONE else { throw failure(code) }
    }

    /// The same for statements that are put together and may have thousands of values, which `bind` would hold by as
    /// many calls inside each other: here their texts lie in one buffer.
    func runFlat(_ values: [SQLiteValue], _ row: (inout SQLiteRow) -> Void) throws(StoreError) {
        guard values.count == Int(sqlite3_bind_parameter_count(handle)) else {
            throw StoreError(.internal, "A statement was given \(values.count) values, not one for each parameter.")
        }
        var texts: [UInt8] = []
        for case .text(let text) in values { texts.append(contentsOf: text.utf8) }
        var fault: StoreError?
        let code = texts.withUnsafeBufferPointer { texts in
            var rest = texts[...]
            for (index, value) in values.enumerated() {
                let position = Int32(truncatingIfNeeded: index + 1)
                var code = SQLITE_OK
                switch value {
                case .null: code = sqlite3_bind_null(handle, position)
                case .integer(let value): code = sqlite3_bind_int64(handle, position, value)
                case .real(let value): code = sqlite3_bind_double(handle, position, value)
                case .text(let text):
                    // The bytes are this text's: they were put here in the same order.
                    code = bindText(UnsafeBufferPointer(rebasing: rest.prefix(text.utf8.count)), at: position)
                    rest = rest.dropFirst(text.utf8.count)
                case .blob, .shared: code = SQLITE_MISUSE
                }
                guard code == SQLITE_OK else { return unbind(code) }
            }
            return step(&fault, row)
        }
        if let fault { throw fault }
        guard code == SQLITE_DONE else { throw failure(code) }
    }

    private func failure(_ code: Int32) -> StoreError {
        let error = StoreError.sqlite(code, in: database, while: "running a statement")
        guard error.kind == .corrupt || error.kind == .constraint else { return error }
        let document = error.message.hasSuffix("malformed JSON.") ? SQLitePlace.brokenDocument(in: database) : nil
        return StoreError(error.kind, error.message, code: error.code, place: document ?? SQLitePlace.table(of: handle))
    }

    /// Ends with the first row in which something stands that its reader cannot take.
    private func step(first: Bool = false, _ fault: inout StoreError?, _ row: (inout SQLiteRow) -> Void) -> Int32 {
        var code = sqlite3_step(handle)
        while code == SQLITE_ROW {
            var current = SQLiteRow(handle: handle)
            row(&current)
            fault = current.fault
            if fault != nil { break }
            // What changes something goes on to its end, and fails there if it does.
            code = first && sqlite3_stmt_readonly(handle) != 0 ? SQLITE_DONE : sqlite3_step(handle)
        }
        // Resetting repeats a step's error and leaves SQLite's message in place for `run`.
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        return code
    }

    /// Binds the values from `index` on, each inside the scope of the one before, then calls `body` in the innermost.
    ///
    /// A destructor of nil is SQLITE_STATIC: SQLite reads the bytes in place. They stay valid because `body` both steps
    /// and clears the bindings before any of these scopes ends.
    private func bind(_ values: [SQLiteValue], from index: Int, _ body: () -> Int32) -> Int32 {
        var index = index
        while index < values.count {
            let position = Int32(truncatingIfNeeded: index + 1)
            var code = SQLITE_OK
            switch values[index] {
            case .null: code = sqlite3_bind_null(handle, position)
            case .integer(let value): code = sqlite3_bind_int64(handle, position, value)
            case .real(let value): code = sqlite3_bind_double(handle, position, value)
            case .text(var value):
                return value.withUTF8 { bytes in
                    let code = bindText(bytes, at: position)
                    return code == SQLITE_OK ? bind(values, from: index + 1, body) : unbind(code)
                }
            case .shared(let value):
                return value.withBytes { bytes in
                    let code = bindText(bytes ?? UnsafeBufferPointer(start: nil, count: 0), at: position)
                    return code == SQLITE_OK ? bind(values, from: index + 1, body) : unbind(code)
                }
            case .blob(let value):
                return value.withUnsafeBytes { bytes in
                    let code = bindBlob(bytes, at: position)
                    return code == SQLITE_OK ? bind(values, from: index + 1, body) : unbind(code)
                }
            }
            guard code == SQLITE_OK else { return unbind(code) }
            index += 1
        }
        return body()
    }

    private func unbind(_ code: Int32) -> Int32 {
        sqlite3_clear_bindings(handle)
        return code
    }

    private func bindText(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int32) -> Int32 {
        // A null pointer would bind NULL, and an empty text is not that.
        let empty: StaticString = ""
        let start = bytes.baseAddress ?? empty.utf8Start
        return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
            sqlite3_bind_text64(handle, position, start, UInt64(bytes.count), nil, UInt8(SQLITE_UTF8))
        }
    }

    private func bindBlob(_ bytes: UnsafeRawBufferPointer, at position: Int32) -> Int32 {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, position, 0) }
        return sqlite3_bind_blob64(handle, position, start, UInt64(bytes.count), nil)
    }
}
