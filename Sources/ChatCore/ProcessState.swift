private import CForks
import Engine
import Messages

/// All that the library keeps for the whole process, and what becomes of it in a child made by `fork()`:
///
/// - the handles: the child has tables of its own; the parent's handles are told from its own (`Handles`);
/// - the runs of the password hash: nobody is hashing (`Engine.ProcessState`);
/// - the tables that are made when they are first needed: no thread is making one while a fork goes on (`CForks`);
/// - SQLite's mutexes, and the descriptors that hold locks on files: `Sources/CForks/handlers.c` names them.
///
/// An engine and its store stay as they are: the child neither uses nor closes the parent's.
extension ProcessState {
    private static let watchesForks: Bool =
        forks_watch {
            Handles.childBegins()
            ProcessState.childBegins()
        }

    /// A child process is told from its parent only when this has been asked before the fork.
    static func watchForks() throws(OperationError) {
        guard watchesForks else { throw OperationError(.memory, "no memory was left to watch for forks") }
    }

    /// Does `body` as a thread that is inside the library, for whose end `fork()` waits.
    static func inside<R>(_ body: () throws(OperationError) -> R) throws(OperationError) -> R {
        guard forks_enter() else {
            throw OperationError(
                .forked,
                """
                this process was forked while the library was at work and did not come to rest, or without fork()'s handlers; \
                expected fork(), or a new program by exec()
                """)
        }
        defer { forks_leave() }
        return try body()
    }
}
