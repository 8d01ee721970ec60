import Carriers
import Localization
package import Messages
import Storage
import Synchronization
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
    let version: String
    private let clock: Clock
    /// What `clock` reads when the host tells the time; nil when the system does.
    let hostClock: HostClock?
    private let calls = CallsUnderWay()
    let waiters: Waiters
    let lockout: Lockout
    let starts: StartLimit
    let descriptions = Descriptions()
    /// How often, in ticks, signs of life of a customer's client are written down.
    static let signOfLifeStep = 5 * DateTime.ticksPerSecond
    /// How the host checks tokens that are not ours; nil when it does not.
    let bearerCheck = Mutex<(any BearerCheck)?>(nil)

    /// Opens an engine on the store that the config names.
    ///
    /// - Parameters:
    ///   - version: the library's, for those who ask.
    ///   - disk: what the store reaches the disk by, when it is not the library's own.
    package init(
        config: [UInt8], version: String = "", disk: String? = nil, clock: @escaping Clock = SystemClock.now
    ) throws(OperationError) {
        guard Sodium.isReady else { throw OperationError(.internal, "libsodium could not be started") }
        var settings = try Settings(config)
        if let disk { settings.storage.disk = disk }
        self.settings = settings
        do throws(StoreError) {
            store = try Store(url: settings.store, options: settings.storage)
            secret = try store.secret { Sodium.randomBytes(32) }
        } catch {
            throw OperationError(OperationError(error).kind, OperationError(error).sentence, path: "store")
        }
        passwords = PasswordCache()
        lockout = Lockout(settings.lockout)
        waiters = Waiters(settings.waiters)
        starts = StartLimit(settings.starts)
        self.version = version
        hostClock = settings.usesHostClock ? HostClock(start: clock()) : nil
        self.clock = if let hostClock { { hostClock.now } } else { clock }
    }

    package var now: Int64 { clock() }

    /// How much of anything this engine accepts.
    package var limits: Limits { settings.limits }

    /// Runs a call, unless the engine is closed; `close` waits for it.
    package func run<R: ~Copyable>(_ call: () throws(OperationError) -> R) throws(OperationError) -> R {
        try calls.run(call)
    }

    /// - Throws: `conflict` inside a call in the same thread: closing would wait for its end.
    package func checkMayClose() throws(OperationError) {
        if calls.areInThisThread {
            throw OperationError(.conflict, "the engine is closed from inside one of its own calls, which would wait for itself")
        }
    }

    /// Lets no further call in, waits for those that are under way and lets go of the store and the host's functions.
    package func close() {
        calls.refuse()
        // Those who wait for events are under way too, and stop waiting.
        store.events.close()
        calls.wait()
        store.close()
        // Last, and outside of all locks: the host is told that its function is no longer needed.
        _ = replaceBearerCheck(with: nil)
    }

    package static var closed: OperationError {
        OperationError(.closed, "the engine is closed, or the handle never was one")
    }

    /// Does one operation for one caller.
    func perform(
        _ operation: Operation, _ arguments: any Carrier, for caller: Caller, in context: CallerContext = CallerContext()
    ) throws(OperationError) -> any OperationAnswer {
        try check(operation, may: caller)
        guard let handler = HandlerTable.all[operation.name] else {
            throw OperationError(.operation, "\(operation.name) is not done here", path: "operation", status: 501)
        }
        return try handler.perform(arguments, in: self, for: caller, context)
    }

    private func check(_ operation: Operation, may caller: Caller) throws(OperationError) {
        switch (operation.access, caller) {
        case (.anybody, _), (.associate, .associate), (.associate, .vouched), (.customer, .customer), (.host, .host): return
        case (.host, .associate(_, isAdministrator: true)) where settings.exposedGroups.contains(operation.group): return
        case (.customer, _): throw OperationError(.authentication, "\(operation.name) needs the SessionKey of the customer's session")
        case (_, .nobody), (_, .visitor), (_, .customer): throw OperationError(.authentication, "\(operation.name) needs a caller who has signed in")
        case (.associate, .host):
            throw OperationError(.authentication, "\(operation.name) is done for an associate; the caller must name one")
        case (.host, .associate), (.host, .vouched): throw OperationError(.denied, "\(operation.name) is for the host alone")
        }
    }
}
