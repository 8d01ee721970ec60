import Messages
import Wire

/// Where in the store a text stands, for errors about it.
struct StoredPlace {
    let table: StaticString
    let id: Int64
    let column: StaticString

    init(_ table: StaticString, _ id: Int32, _ column: StaticString) {
        self.init(table, Int64(id), column)
    }

    init(_ table: StaticString, _ id: Int64, _ column: StaticString) {
        self.table = table
        self.id = id
        self.column = column
    }

    /// What was stored there cannot be read. The text came out of the store: its content is nobody's business here.
    @inline(never)
    func unreadable(_ type: StaticString, _ error: WireError? = nil) -> OperationError {
        var path = "\(table)[\(id)].\(column)"
        if let error, !error.path.isEmpty { path += ".\(error.path.prefix(200))" }
        return OperationError(
            .store, "a stored \(type) cannot be read; expected the JSON that this library has written", path: path,
            offset: error?.offset)
    }

    /// The members of the object that is stored there.
    func members(of text: String, _ type: StaticString) throws(OperationError) -> [JSONValue.Member] {
        let value: JSONValue
        do throws(WireError) { value = try JSONValue(text, limits: Document.limits) } catch { throw unreadable(type, error) }
        guard case .object(let members) = value else { throw unreadable(type) }
        return members
    }
}
