import Engine
import Messages
import Synchronization

/// Things that are open, and the handles that stand for them.
///
/// A handle is a number in the guise of a pointer and is never followed. It says which place of this table its thing has,
/// how often that place was used before, and in which process the table was made; so a handle that was closed, that
/// never was one, that is of another table, or that belongs to the process before a fork is found out and does no harm.
final class HandleTable<Thing: Sendable>: Sendable {
    private struct Place {
        var thing: Thing?
        var uses: UInt
    }

    private struct State {
        var places: [Place] = []
        /// The places that nothing has, the one that was left last at the end.
        var free: [Int] = []

        /// The place of a handle, if it was not used again since.
        func index(of handle: Handle) -> Int? {
            places.indices.contains(handle.index) && Handle.sameUse(places[handle.index].uses, handle.uses) ? handle.index : nil
        }
    }

    private let mark: UInt
    /// Counts from process to child process.
    private let generation: UInt
    private let most: Int
    private let refusal: String
    private let state = Mutex(State())

    /// - Parameters:
    ///   - mark: what tells this table's handles from those of others, in the eight bits where no address has it.
    ///   - most: how many may be open at one time.
    ///   - refusal: what to say when there are more.
    init(mark: UInt, generation: UInt, most: Int, refusal: String) {
        self.mark = mark
        self.generation = generation
        self.most = min(most, Handle.mostPlaces)
        self.refusal = refusal
    }

    /// Gives a thing a handle.
    func add(_ thing: Thing) throws(OperationError) -> OpaquePointer {
        let number: UInt? = state.withLock { state in
            if let index = state.free.popLast() {
                state.places[index].thing = thing
                state.places[index].uses += 1
                return Handle(mark: mark, generation: generation, uses: state.places[index].uses, index: index).bits
            }
            if state.places.count >= most { return nil }
            state.places.append(Place(thing: thing, uses: 0))
            return Handle(mark: mark, generation: generation, uses: 0, index: state.places.count - 1).bits
        }
        guard let number, let pointer = OpaquePointer(bitPattern: number) else { throw OperationError(.limit, refusal) }
        return pointer
    }

    /// What a handle stands for.
    func thing(_ pointer: OpaquePointer?) throws(OperationError) -> Thing {
        let handle = try checked(pointer)
        guard let thing = state.withLock({ state in state.index(of: handle).flatMap { state.places[$0].thing } }) else {
            throw Engine.closed
        }
        return thing
    }

    /// Takes a handle away and answers what it stood for.
    func remove(_ pointer: OpaquePointer?) throws(OperationError) -> Thing {
        let handle = try checked(pointer)
        let thing: Thing? = state.withLock { state in
            guard let index = state.index(of: handle), let thing = state.places[index].thing else { return nil }
            state.places[index].thing = nil
            state.free.append(index)
            return thing
        }
        guard let thing else { throw Engine.closed }
        return thing
    }

    private func checked(_ pointer: OpaquePointer?) throws(OperationError) -> Handle {
        guard let pointer, let handle = Handle(UInt(bitPattern: pointer), mark: mark) else { throw Engine.closed }
        guard handle.generation == generation & Handle.generationMask else {
            throw OperationError(.forked, "the engine belongs to the process before fork(); open one in this process")
        }
        return handle
    }
}

/// The bits of a handle: a mark that no address on this platform has, the process, the use, the place, and an odd end.
private struct Handle {
    static let generationMask: UInt = 0xFF
    static let mostPlaces = 0x1_0000
    private static let usesMask: UInt = 0xFF_FFFF
    private static let ending: UInt = 0xD

    let mark: UInt
    let generation: UInt
    let uses: UInt
    let index: Int

    init(mark: UInt, generation: UInt, uses: UInt, index: Int) {
        self.mark = mark
        self.generation = generation & Handle.generationMask
        self.uses = uses & Handle.usesMask
        self.index = index
    }

    init?(_ bits: UInt, mark: UInt) {
        guard bits >> 56 == mark, bits & 0xF == Handle.ending else { return nil }
        self.init(mark: mark, generation: bits >> 48, uses: bits >> 20, index: Int(bits >> 4 & 0xFFFF))
    }

    var bits: UInt {
        mark << 56 | generation << 48 | uses << 20 | UInt(bitPattern: index) << 4 | Handle.ending
    }

    static func sameUse(_ first: UInt, _ second: UInt) -> Bool {
        first & usesMask == second & usesMask
    }
}
