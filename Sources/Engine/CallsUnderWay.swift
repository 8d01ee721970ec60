import Glibc
import Messages
import Storage

/// The calls that an engine is doing, so that closing it can wait for them.
///
/// A call may ask the host something, and the host may call the engine for its answer: such calls stand one inside the
/// other in one thread.
final class CallsUnderWay: Sendable {
    private struct State {
        /// The thread of each call; one that stands in another has its thread here twice.
        var threads: [UInt] = []
        var isClosed = false
    }

    /// Deeper than any host has reason to go, and far from the end of the stack.
    private static let mostInside = 16

    private let state = Monitor(State())

    /// Does a call, unless the engine is closed.
    func run<R: ~Copyable>(_ call: () throws(OperationError) -> R) throws(OperationError) -> R {
        let thread = UInt(pthread_self())
        let refusal: OperationError? = state.enter { state in
            if state.isClosed { return Engine.closed }
            if state.threads.count(where: { $0 == thread }) >= CallsUnderWay.mostInside {
                return OperationError(.limit, "more than \(CallsUnderWay.mostInside) calls stand one inside the other")
            }
            state.threads.append(thread)
            return nil
        }
        if let refusal { throw refusal }
        defer {
            let isLast = state.enter { state in
                if let place = state.threads.lastIndex(of: thread) { state.threads.remove(at: place) }
                return state.threads.isEmpty
            }
            if isLast { state.ring(.news) }
        }
        return try call()
    }

    /// Whether a call of the thread that asks is under way: it would wait for itself for ever.
    var areInThisThread: Bool {
        let thread = UInt(pthread_self())
        return state.enter { $0.threads.contains(thread) }
    }

    /// Lets no further call in.
    func refuse() {
        state.enter { $0.isClosed = true }
    }

    /// Waits for the calls that are under way.
    func wait() {
        state.wait(for: .news, milliseconds: nil, { $0.threads.isEmpty ? () : nil }, otherwise: { _ in })
    }
}
