import Wire

/// Every operation, in the order in which the descriptions list them.
package enum Catalogue {
    package static let operations: [Operation] = principals + customerService + chatSessions + chatTopics + customers + hosts

    private static let byName = Dictionary(uniqueKeysWithValues: operations.map { ($0.name, $0) })

    /// The operation of that whole name.
    package static func operation(named name: String) throws(OperationError) -> Operation {
        guard let operation = byName[name] else {
            throw OperationError(
                .operation, "there is no operation \"\(name.quoted)\"; expected one such as Chat.ChatSessionsForUser",
                path: "operation")
        }
        return operation
    }
}
