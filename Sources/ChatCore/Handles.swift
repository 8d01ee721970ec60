import Engine
import Messages

/// The handles of this process.
final class Handles: Sendable {
    let engines: HandleTable<Engine>
    let streams: HandleTable<EventStream>
    private let generation: UInt
    /// Those of the process before a fork, left as they are for ever. Letting its engines go would close their stores and
    /// tell the host that its functions are no longer needed, in a process that has nothing to do with either.
    private let parents: Handles?

    private init(generation: UInt, parents: Handles? = nil) {
        self.generation = generation
        self.parents = parents
        engines = HandleTable(mark: 0xC4, generation: generation, most: 4096, refusal: "more than 4,096 engines are open")
        streams = HandleTable(
            mark: 0xC5, generation: generation, most: 65_536, refusal: "more than 65,536 streams of events are open")
    }

    // Unsafe: written when a child process begins, which then has one thread, and read by any thread. The child gets
    // tables of its own because the parent's may be locked at that moment, and would stay so.
    nonisolated(unsafe) private static var table = Handles(generation: 1)

    static var current: Handles { table }

    /// A child process begins.
    static func childBegins() {
        let parents = Handles.table
        Handles.table = Handles(generation: parents.generation + 1, parents: parents)
    }
}
