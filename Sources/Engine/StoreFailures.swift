package import Messages
package import Storage

// What the store has to say, as callers hear it.
extension OperationError: StoreErrorConvertible {
    package init(_ error: StoreError) {
        if error.kind == .late {
            self.init(.limit, error.message, status: 503)
            return
        }
        let kind: Kind =
            switch error.kind {
            case .cannotOpen, .notAStore, .corrupt, .full, .io: .store
            case .busy: .busy
            case .newerSchema: .newerStore
            case .constraint: .conflict
            case .closed: .closed
            case .memory: .memory
            case .late, .internal: .internal
            }
        self.init(kind, error.message, path: error.place)
    }
}
