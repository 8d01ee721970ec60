package import Carriers

/// Every operation, in the order in which the descriptions list them.
package enum Catalogue {
    // MARK: The protocol's

    package static let authenticateUsernamePassword = TypedOperation<UsernamePasswordArguments, AuthenticateAnswer>(
        "SoPrincipal.AuthenticateUsernamePassword", .anybody, releases: 84...88, responseElement: "AuthenticateResponse")

    package static let customerServiceSessionsForUser = TypedOperation<NoArguments, ListAnswer<ChatSession>>(
        "CustomerService.ChatSessionsForUser", .associate, releases: 84...88)

    package static let deleteChatSessions = TypedOperation<DeleteChatSessionsArguments, NothingAnswer>(
        "CustomerService.DeleteChatSessions", .associate, releases: 84...88)

    package static let getChatPresence = TypedOperation<NoArguments, ListAnswer<ChatPresence>>(
        "Chat.GetChatPresence", .associate, releases: 86...88, routes: [.agent("GetChatPresence")])

    package static let chatSessionsForUser = TypedOperation<NoArguments, ListAnswer<ChatSessionEntity>>(
        "Chat.ChatSessionsForUser", .associate, releases: 88...88,
        routes: [.agent("ChatSessionsForUser"), .entity("GET", "ChatSession/ForCurrentUser")])

    // MARK: The host's

    package static let `import` = TypedOperation<ImportDocument, ImportAnswer>("System.Import", .host)
    package static let saveUser = TypedOperation<UserRecord, NothingAnswer>("System.SaveUser", .host)
    package static let deleteUser = TypedOperation<UserNameArguments, NothingAnswer>("System.DeleteUser", .host)
    package static let savePresence = TypedOperation<PresenceArguments, NothingAnswer>("System.SavePresence", .host)
    package static let issueAccessToken = TypedOperation<AccessTokenArguments, AccessTokenAnswer>(
        "System.IssueAccessToken", .host)
    package static let openBrowserSession = TypedOperation<UserNameArguments, BrowserSessionAnswer>(
        "System.OpenBrowserSession", .host)
    package static let countRows = TypedOperation<NoArguments, ImportAnswer>("System.CountRows", .host)

    package static let associates = DirectoryOperations<Associate>()
    package static let persons = DirectoryOperations<Person>()
    package static let contacts = DirectoryOperations<Contact>()
    package static let projects = DirectoryOperations<Project>()
    package static let sales = DirectoryOperations<Sale>()
    package static let tickets = DirectoryOperations<Ticket>()
    package static let topics = DirectoryOperations<TopicRecord>()
    package static let sessions = DirectoryOperations<ChatSessionEntity>()

    package static let operations: [Operation] =
        [
            authenticateUsernamePassword.operation, customerServiceSessionsForUser.operation, deleteChatSessions.operation,
            getChatPresence.operation, chatSessionsForUser.operation, `import`.operation, saveUser.operation,
            deleteUser.operation, savePresence.operation, issueAccessToken.operation, openBrowserSession.operation,
            countRows.operation,
        ] + associates.all + persons.all + contacts.all + projects.all + sales.all + tickets.all + topics.all + sessions.all

    private static let byName = Dictionary(uniqueKeysWithValues: operations.map { ($0.name, $0) })

    /// The operation of that whole name.
    package static func operation(named name: String) throws(OperationError) -> Operation {
        guard let operation = byName[name] else {
            throw OperationError(
                .operation, "there is no operation \"\(name.prefix(100))\"; expected one such as Chat.ChatSessionsForUser",
                path: "operation")
        }
        return operation
    }
}

/// The three operations with which the host keeps one kind of record.
package struct DirectoryOperations<Record: DirectoryRecord>: Sendable {
    package let save = TypedOperation<SaveRecordArguments<Record>, RecordAnswer<Record>>(
        "Directory.Save\(Record.directoryName)", .host)
    package let get = TypedOperation<RecordKeyArguments<Record>, RecordAnswer<Record>>(
        "Directory.Get\(Record.directoryName)", .host)
    package let delete = TypedOperation<RecordKeyArguments<Record>, NothingAnswer>(
        "Directory.Delete\(Record.directoryName)", .host)

    var all: [Operation] { [save.operation, get.operation, delete.operation] }
}
