import Foundation
import Testing

@testable import Storage

/// Whatever the body of a test's transaction throws, so that it may throw anything.
struct Thrown: StoreErrorConvertible {
    let error: any Error

    init(_ error: StoreError) { self.error = error }
    init(any error: any Error) { self.error = (error as? Thrown)?.error ?? error }
}

extension Store {
    func reading<R>(_ body: (borrowing ReadTransaction<Thrown>) throws -> R) throws -> R {
        do throws(Thrown) {
            return try read { (reader: borrowing ReadTransaction<Thrown>) throws(Thrown) in
                do { return try body(reader) } catch { throw Thrown(any: error) }
            }
        } catch { throw error.error }
    }

    func writing<R>(_ body: (borrowing WriteTransaction<Thrown>) throws -> R) throws -> R {
        do throws(Thrown) {
            return try write { (writer: borrowing WriteTransaction<Thrown>) throws(Thrown) in
                do { return try body(writer) } catch { throw Thrown(any: error) }
            }
        } catch { throw error.error }
    }
}

/// A folder that is gone when the test is.
final class Folder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("chatcore-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String = "desk.db") -> String { path + "/" + name }
    func url(_ name: String = "desk.db") -> String { "sqlite:" + file(name) }
}

/// A small support desk: associates 1 to 4, topics 10 and 20.
///
/// Associate 1 manages topic 10 and listens to 20; 2 responds in 10; 3 is an agent of 20 without any right; 4 is no
/// agent.
struct Desk {
    let store: Store

    init(url: String = "sqlite::memory:", options: StoreOptions = StoreOptions()) throws {
        store = try Store(url: url, options: options)
        try store.writing { desk throws in
            for id in 1...4 as ClosedRange<Int32> {
                try desk.saveDocument(.associate, id: id, #"{"AssociateId":\#(id)}"#)
            }
            try desk.save(TopicRow(id: 10, document: #"{"Name":"Support"}"#))
            try desk.save(TopicRow(id: 20, document: #"{"Name":"Sales"}"#))
            try desk.replaceAgents(
                ofTopic: 10,
                with: [TopicAgentRow(associateID: 2, rights: 2), TopicAgentRow(associateID: 1, rights: 4)])
            try desk.replaceAgents(
                ofTopic: 20,
                with: [TopicAgentRow(associateID: 3, rights: 0), TopicAgentRow(associateID: 1, rights: 1)])
        }
    }

    func addSession(_ id: Int32, topic: Int32, status: Int32, user: Int32 = 0, requested: Int64 = 0) throws {
        var session = SessionRow(id: id, topicID: topic)
        session.status = status
        session.userID = user
        session.whenRequested = requested
        try store.writing { desk in _ = try desk.save(session) }
    }
}

/// Runs `body` in `count` threads at once and returns when all have ended.
func inThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    for number in 0..<count {
        group.enter()
        Thread.detachNewThread {
            body(number)
            group.leave()
        }
    }
    group.wait()
}

/// The store's error that `body` throws; a failure of the test when it throws none, or another.
func storeError<R>(at location: SourceLocation = #_sourceLocation, _ body: () throws -> R) -> StoreError? {
    do {
        _ = try body()
        Issue.record("No error was thrown.", sourceLocation: location)
    } catch {
        if let error = Thrown(any: error).error as? StoreError { return error }
        Issue.record(error, sourceLocation: location)
    }
    return nil
}
