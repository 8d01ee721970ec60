import Engine
import Glibc
import Messages
import Synchronization

/// Which engines are open, and the handles that stand for them.
///
/// A handle is a number in the guise of a pointer and is never followed. It says which place of this table its engine has,
/// how often that place was used before, and in which process the table was made; so a handle that was closed, that
/// never was one, or that belongs to the process before a fork is found out and does no harm.
final class EngineHandles: Sendable {
    private struct Place {
        var engine: Engine?
        var uses: UInt
    }

    /// Counts from process to child process.
    private let generation: UInt
    private let places = Mutex<[Place]>([])
    /// The table of the process before a fork, left as it is for ever. Letting its engines go would close their stores and
    /// tell the host that its functions are no longer needed, in a process that has nothing to do with either.
    private let parents: EngineHandles?

    private init(generation: UInt, parents: EngineHandles? = nil) {
        self.generation = generation
        self.parents = parents
    }

    // Unsafe: written when a child process begins, which then has one thread, and read by any thread. The child gets a
    // table of its own because the parent's may be locked at that moment, and would stay so.
    nonisolated(unsafe) private static var table = EngineHandles(generation: 1)

    static var current: EngineHandles { table }

    private static let watchesForks: Bool =
        pthread_atfork(nil, nil, {
            let parents = EngineHandles.table
            EngineHandles.table = EngineHandles(generation: parents.generation + 1, parents: parents)
        }) == 0

    /// The most engines that are open at one time.
    private static let mostEngines = 4096

    /// Gives an engine a handle.
    func add(_ engine: Engine) throws(OperationError) -> OpaquePointer {
        guard EngineHandles.watchesForks else { throw OperationError(.memory, "no memory was left to watch for forks") }
        let number: UInt? = places.withLock { places in
            if let free = places.firstIndex(where: { $0.engine == nil }) {
                places[free].engine = engine
                places[free].uses += 1
                return Handle(generation: generation, uses: places[free].uses, index: free).bits
            }
            if places.count >= EngineHandles.mostEngines { return nil }
            places.append(Place(engine: engine, uses: 0))
            return Handle(generation: generation, uses: 0, index: places.count - 1).bits
        }
        guard let number, let pointer = OpaquePointer(bitPattern: number) else {
            throw OperationError(.limit, "more than \(EngineHandles.mostEngines) engines are open")
        }
        return pointer
    }

    /// The engine that a handle stands for.
    func engine(_ pointer: OpaquePointer?) throws(OperationError) -> Engine {
        let handle = try checked(pointer)
        let engine = places.withLock { places in
            places.indices.contains(handle.index) && Handle.sameUse(places[handle.index].uses, handle.uses)
                ? places[handle.index].engine : nil
        }
        guard let engine else { throw Engine.closed }
        return engine
    }

    /// Takes a handle away and answers the engine that it stood for.
    func remove(_ pointer: OpaquePointer?) throws(OperationError) -> Engine {
        let handle = try checked(pointer)
        let engine: Engine? = places.withLock { places in
            guard places.indices.contains(handle.index), Handle.sameUse(places[handle.index].uses, handle.uses) else { return nil }
            defer { places[handle.index].engine = nil }
            return places[handle.index].engine
        }
        guard let engine else { throw Engine.closed }
        return engine
    }

    private func checked(_ pointer: OpaquePointer?) throws(OperationError) -> Handle {
        guard let pointer, let handle = Handle(UInt(bitPattern: pointer)) else { throw Engine.closed }
        guard handle.generation == generation & Handle.generationMask else {
            throw OperationError(.forked, "the engine belongs to the process before fork(); open one in this process")
        }
        return handle
    }
}

/// The bits of a handle: a mark that no address on this platform has, the process, the use, the place, and an odd end.
private struct Handle {
    static let generationMask: UInt = 0xFF
    private static let usesMask: UInt = 0xFF_FFFF
    private static let mark: UInt = 0xC4
    private static let ending: UInt = 0xD

    let generation: UInt
    let uses: UInt
    let index: Int

    init(generation: UInt, uses: UInt, index: Int) {
        self.generation = generation & Handle.generationMask
        self.uses = uses & Handle.usesMask
        self.index = index
    }

    init?(_ bits: UInt) {
        guard bits >> 56 == Handle.mark, bits & 0xF == Handle.ending else { return nil }
        self.init(generation: bits >> 48, uses: bits >> 20, index: Int(bits >> 4 & 0xFFFF))
    }

    var bits: UInt {
        Handle.mark << 56 | generation << 48 | uses << 20 | UInt(bitPattern: index) << 4 | Handle.ending
    }

    static func sameUse(_ first: UInt, _ second: UInt) -> Bool {
        first & usesMask == second & usesMask
    }
}
