/// What the engine keeps for the whole process, and not for one engine.
package enum ProcessState {
    /// A child process begins, with one thread. The runs of the password hash are counted anew; all else is made once and
    /// never changes.
    package static func childBegins() {
        PasswordHash.childBegins()
    }
}
