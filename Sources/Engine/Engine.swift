import Carriers
import Localization
package import Messages
import Storage
package import Wire

/// The chat engine: one operation is one transaction, and an answer means that it is on disk.
///
/// Any method may be called from any thread.
package final class Engine: Sendable {
    /// The time in ticks of UTC; tests bring their own.
    package typealias Clock = @Sendable () -> Int64

    let settings: Settings
    let store: Store
    let zones = ZoneDatabase()
    let passwords: PasswordCache
    /// The key that this store's browser sessions are signed with.
    let secret: [UInt8]
    private let clock: Clock
    private let calls = Monitor(Calls())

    private struct Calls {
        var underWay = 0
        var isClosed = false
    }

    /// Opens an engine on the store that the config names.
    package init(config: [UInt8], clock: @escaping Clock = SystemClock.now) throws(OperationError) {
        guard Sodium.isReady else { throw OperationError(.internal, "libsodium could not be started") }
        settings = try Settings(config)
        do throws(StoreError) {
            store = try Store(url: settings.store, options: settings.storage)
            secret = try store.secret { Sodium.randomBytes(32) }
        } catch {
            throw OperationError(OperationError(error).kind, error.message, path: "store")
        }
        passwords = PasswordCache()
        self.clock = clock
    }

    package var now: Int64 { clock() }

    /// How much of anything this engine accepts.
    package var limits: Limits { settings.limits }

    /// Runs a call, unless the engine is closed; `close` waits for it.
    package func run<R>(_ call: () throws(OperationError) -> R) throws(OperationError) -> R {
        let isOpen = calls.enter { calls in
            if !calls.isClosed { calls.underWay += 1 }
            return !calls.isClosed
        }
        guard isOpen else { throw Engine.closed }
        defer {
            if calls.enter({ calls in calls.underWay -= 1; return calls.underWay == 0 }) { calls.ring(.news) }
        }
        return try call()
    }

    /// Lets no further call in, waits for those that are under way and lets go of the store.
    package func close() {
        calls.enter { $0.isClosed = true }
        calls.wait(for: .news, milliseconds: nil, { $0.underWay == 0 ? () : nil }, otherwise: { _ in })
        store.close()
    }

    package static var closed: OperationError {
        OperationError(.closed, "the engine is closed, or the handle never was one")
    }

    /// Does one operation for one caller.
    func perform(_ operation: Operation, _ arguments: any Carrier, for caller: Caller) throws(OperationError) -> any OperationAnswer {
        try check(operation, may: caller)
        guard let handler = HandlerTable.all[operation.name] else {
            throw OperationError(.operation, "\(operation.name) is not done here", path: "operation", status: 501)
        }
        return try handler.perform(arguments, in: self, for: caller)
    }

    private func check(_ operation: Operation, may caller: Caller) throws(OperationError) {
        switch (operation.access, caller) {
        case (.anybody, _), (.associate, .associate), (.host, .host): return
        case (.host, .associate(_, isAdministrator: true)) where settings.exposedGroups.contains(operation.group): return
        case (_, .nobody): throw OperationError(.authentication, "\(operation.name) needs a caller who has signed in")
        case (.associate, .host):
            throw OperationError(.authentication, "\(operation.name) is done for an associate; the caller must name one")
        case (.host, .associate): throw OperationError(.denied, "\(operation.name) is for the host alone")
        }
    }
}
