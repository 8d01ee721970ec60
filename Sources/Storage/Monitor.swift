#if canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// State behind a lock, and threads that wait, for a bounded time, until the state is as they want it.
///
/// `Synchronization.Mutex` has neither a condition nor a bounded wait, so this is the system's own pair of them.
///
/// Unchecked: `state` is reached only between `pthread_mutex_lock` and `pthread_mutex_unlock`. The lock and the
/// conditions are allocated once, never move, and are destroyed with the monitor, when nobody can be waiting on them.
package final class Monitor<State>: @unchecked Sendable {
    /// What a waiting thread listens for.
    package enum Bell {
        /// Something was given back: one of those who wait may go on.
        case turn
        /// Something was settled: all who wait should look.
        case news
    }

    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let conditions = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 2)
    private var state: State

    package init(_ state: State) {
        self.state = state
        pthread_mutex_init(lock, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        // A wait must not stretch or shrink when somebody sets the clock.
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition(.turn), &attributes)
        pthread_cond_init(condition(.news), &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition(.turn))
        pthread_cond_destroy(condition(.news))
        pthread_mutex_destroy(lock)
        conditions.deallocate()
        lock.deallocate()
    }

    /// Looks at or changes the state, without waiting for anything but the lock.
    package func enter<R>(_ body: (inout State) -> R) -> R {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return body(&state)
    }

    /// Tries until `attempt` answers something, each time that the bell rings; after `milliseconds` (nil: never)
    /// answers with `otherwise`. The last attempt and `otherwise` happen without a gap between them.
    package func wait<R>(
        for bell: Bell, milliseconds: Int32?, _ attempt: (inout State) -> R?, otherwise: (inout State) -> R?
    ) -> R? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        if let answer = attempt(&state) { return answer }
        var deadline = timespec()
        if let milliseconds {
            clock_gettime(CLOCK_MONOTONIC, &deadline)
            let nanoseconds = deadline.tv_nsec + Int(milliseconds % 1000) * 1_000_000
            deadline.tv_sec += Int(milliseconds / 1000) + nanoseconds / 1_000_000_000
            deadline.tv_nsec = nanoseconds % 1_000_000_000
        }
        while true {
            let code = ForkGate.wait(relocking: lock) {
                milliseconds == nil
                    ? pthread_cond_wait(condition(bell), lock)
                    : pthread_cond_timedwait(condition(bell), lock, &deadline)
            }
            if let answer = attempt(&state) { return answer }
            if code == ETIMEDOUT { return otherwise(&state) }
        }
    }

    package func ring(_ bell: Bell) {
        switch bell {
        case .turn: pthread_cond_signal(condition(.turn))
        case .news: pthread_cond_broadcast(condition(.news))
        }
    }

    private func condition(_ bell: Bell) -> UnsafeMutablePointer<pthread_cond_t> {
        bell == .turn ? conditions : conditions + 1
    }
}
