package import Carriers

// What belongs to the host: its records, its users and its stock. HTTP reaches them only as the config allows.
extension Catalogue {
    package static let `import` = TypedOperation<ImportDocument, ImportAnswer>("System.Import", .host)
    package static let saveUser = TypedOperation<UserRecord, NothingAnswer>("System.SaveUser", .host)
    package static let deleteUser = TypedOperation<UserNameArguments, NothingAnswer>("System.DeleteUser", .host)
    package static let savePresence = TypedOperation<PresenceArguments, NothingAnswer>("System.SavePresence", .host)
    package static let issueAccessToken = TypedOperation<AccessTokenArguments, AccessTokenAnswer>(
        "System.IssueAccessToken", .host)
    package static let openBrowserSession = TypedOperation<UserNameArguments, BrowserSessionAnswer>(
        "System.OpenBrowserSession", .host)
    package static let endTicket = TypedOperation<EndTicketArguments, NothingAnswer>("System.EndTicket", .host)
    package static let endSessions = TypedOperation<UserNameArguments, NothingAnswer>("System.EndSessions", .host)
    package static let listLocks = TypedOperation<NoArguments, DocumentAnswer>("System.ListLocks", .host)
    package static let liftLock = TypedOperation<LiftLockArguments, DocumentAnswer>("System.LiftLock", .host)
    package static let countRows = TypedOperation<NoArguments, ImportAnswer>("System.CountRows", .host)
    package static let metrics = TypedOperation<NoArguments, Metrics>("System.Metrics", .host)
    package static let metricsText = TypedOperation<NoArguments, TextAnswer>("System.MetricsText", .host)
    package static let audit = TypedOperation<AuditArguments, DocumentAnswer>("System.Audit", .host)
    package static let exportCustomer = TypedOperation<ExportCustomerArguments, DocumentAnswer>("System.ExportCustomer", .host)
    package static let eraseCustomer = TypedOperation<EraseCustomerArguments, ErasureAnswer>("System.EraseCustomer", .host)

    package static let associates = DirectoryOperations<Associate>()
    package static let persons = DirectoryOperations<Person>()
    package static let contacts = DirectoryOperations<Contact>()
    package static let projects = DirectoryOperations<Project>()
    package static let sales = DirectoryOperations<Sale>()
    package static let tickets = DirectoryOperations<Ticket>()
    package static let topics = DirectoryOperations<TopicRecord>()
    package static let sessions = DirectoryOperations<ChatSessionEntity>()
    package static let faqEntries = DirectoryOperations<FaqEntry>()

    static let hosts: [Operation] =
        [
            `import`.operation, saveUser.operation, deleteUser.operation, savePresence.operation, issueAccessToken.operation,
            openBrowserSession.operation, endTicket.operation, endSessions.operation, listLocks.operation,
            liftLock.operation, countRows.operation, metrics.operation, metricsText.operation, audit.operation, exportCustomer.operation, eraseCustomer.operation,
        ] + associates.all + persons.all + contacts.all + projects.all + sales.all + tickets.all + topics.all + sessions.all
        + faqEntries.all
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
