import Messages
import Storage

/// What a list may ask for, and how long the store may look for it.
struct ListLimits: Sendable, Equatable {
    var bounds = ListOptions.Bounds()
    var milliseconds: Int32 = 5000

    /// For lists that go by their caller's conditions.
    var search: LongRead { LongRead(.half, milliseconds: milliseconds) }
    /// For lists that go by an index, and are as long as what is stored.
    var list: LongRead { LongRead(.most, milliseconds: milliseconds) }
    /// For what is said in one session, which is short as a rule.
    var talk: LongRead { LongRead(nil, milliseconds: milliseconds) }
    /// For the host's own: it waits for as long as they take, and what it gets is whole.
    static let hosts = LongRead(.half, milliseconds: 0)

    /// A list that was given up, as its caller sees it.
    func failure(_ error: OperationError, at path: String = "", narrowing advice: String) -> OperationError {
        guard error.kind == .limit, error.status == 503 else { return error }
        return OperationError(.limit, "the list took longer than \(milliseconds) ms; \(advice)", path: path, status: 503)
    }
}
