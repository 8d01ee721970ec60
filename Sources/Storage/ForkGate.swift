#if canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif
private import CForks

/// Where a thread that is inside the library lets `fork()` pass: it waits for everybody else to come out.
package enum ForkGate {
    /// Does what may take long and needs nothing that belongs to the whole process. With no lock held.
    package static func steppedOut<R: ~Copyable, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
        let depth = forks_step_out()
        defer { forks_step_in(depth) }
        return try body()
    }

    /// Lets a fork pass that is waiting, if there is one. With no lock held but the store's turns, for which others wait
    /// outside.
    static func letPass() {
        forks_let_pass()
    }

    /// Waits on a condition whose lock is `lock`, outside of the gate. Whoever comes back holds the lock, and has let go of
    /// it while a fork was under way: others may need it in order to come out.
    static func wait(relocking lock: UnsafeMutablePointer<pthread_mutex_t>, _ body: () -> Int32) -> Int32 {
        let depth = forks_step_out()
        let code = body()
        if !forks_try_step_in(depth) {
            pthread_mutex_unlock(lock)
            forks_step_in(depth)
            pthread_mutex_lock(lock)
        }
        return code
    }
}
