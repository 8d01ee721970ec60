/// Who asks: whom the rules then look at.
enum Caller: Sendable, Hashable {
    /// Nobody who is known.
    case nobody
    /// The program that embeds the library, calling in-process.
    case host
    /// Somebody who asks for an operation that is anybody's: where they call from, as far as the host tells, and who they
    /// are when their credentials say so.
    case visitor(peer: String, associateID: Int32?)
    /// The customer of a session, who has shown its key.
    case customer(sessionID: Int32)
    /// Somebody who signed in. `isAdministrator` opens the host's groups, as the config allows over HTTP.
    case associate(id: Int32, isAdministrator: Bool)
    /// A user for whom the host vouches, and who is looked up in the operation's own transaction: one transaction fewer
    /// where calls are many. Only operations that say so in the table of handlers meet this.
    case vouched(name: String)
}
