import Carriers
import Messages
import Storage
import Wire

/// The cookies of a browser session.
enum BrowserCookie {
    static let ticket = "SOTicket"
    static let xsrf = "XSRF-TOKEN"
}

extension Engine {
    /// Who calls an operation. For one that anybody may ask for, wrong credentials are none.
    ///
    /// - Parameter peer: the address from which the call comes; empty when the host does not tell.
    func caller(of operation: Operation, with credentials: Credentials, peer: String) throws(OperationError) -> Caller {
        guard operation.access == .anybody else { return try caller(for: credentials, peer: peer) }
        var known: Int32?
        do throws(OperationError) {
            if case .associate(let id, _) = try caller(for: credentials, peer: peer) { known = id }
        } catch {
            guard error.kind == .authentication else { throw error }
        }
        return .visitor(peer: peer, associateID: known)
    }

    /// Who the credentials stand for.
    ///
    /// - Throws: `authentication`, with the same words whatever was wrong with them.
    func caller(for credentials: Credentials, peer: String) throws(OperationError) -> Caller {
        switch credentials {
        case .none: return .nobody
        case .sessionKey(let key): return try caller(withSessionKey: key)
        case .password(let name, let password):
            guard let user = try user(named: name, password: password, peer: peer) else {
                throw OperationError(.authentication, "the user name or the password is wrong")
            }
            return try caller(associateID: user.associateID)
        case .ticket(let text): return try caller(associateID: try associateID(of: text, .ticket))
        case .accessToken(let text): return try caller(associateID: try associateID(of: text, .accessToken))
        case .browser(let ticket, let xsrf):
            guard let secret = TicketSecret(ticket), Sodium.equal(Array(xsrfToken(for: secret).utf8), Array(xsrf.utf8)) else {
                throw OperationError(.authentication, "the X-XSRF-TOKEN header does not belong to the session's cookie")
            }
            return try caller(associateID: try associateID(of: ticket, .ticket))
        }
    }

    /// An application has to be known when the config lists those that may call.
    func check(applicationToken: String?) throws(OperationError) {
        guard let known = settings.applicationTokens else { return }
        // Hashes are compared, and all of them, so that the time tells nothing, the length neither.
        let given = Sodium.hash(Array((applicationToken ?? "").utf8), key: secret)
        let matches = known.map { Sodium.equal(Sodium.hash(Array($0.utf8), key: secret), given) }
        guard matches.contains(true) else {
            throw OperationError(.authentication, "the application token is missing or not known")
        }
    }

    /// The user, when the password is theirs and nothing is locked. Whatever is wrong, it costs as much time.
    func user(named name: String, password: String, peer: String = "") throws(OperationError) -> UserRow? {
        let attempt = lockout.attempt(name: name, peer: peer)
        let user = try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            try transaction.user(named: name)
        }
        if let user, !PasswordHash.isWellFormed(user.passwordHash) {
            throw OperationError(
                .store, "a stored password hash cannot be checked; expected one of Argon2id, as libsodium writes it", path: "users.password_hash")
        }
        let stored = user?.passwordHash ?? DecoyHash.of(settings.passwordCost)
        // Behind a lock a remembered password is hashed as well: a quick refusal would tell that it is right.
        let isKnown =
            user != nil && !lockout.isLocked(attempt, now: now)
            && passwords.knows(name, password, storedHash: stored, now: now)
        let matches = isKnown || PasswordHash.matches(stored, password)
        let judgement = lockout.judge(attempt, isRight: matches && user != nil, now: now)
        guard judgement.isAdmitted else {
            if isKnown { _ = PasswordHash.matches(stored, password) }
            note(judgement.begun, on: user)
            return nil
        }
        if !isKnown { passwords.remember(name, password, storedHash: stored, now: now) }
        return user
    }

    /// An associate by user name, for whom the host vouches.
    func caller<T: Reading<OperationError> & ~Copyable>(
        vouchedFor name: String, _ transaction: borrowing T
    ) throws(OperationError) -> Caller {
        guard let user = try transaction.user(named: name) else {
            throw OperationError(.authentication, "there is no user of that name", path: "Associate")
        }
        return try caller(associateID: user.associateID, transaction)
    }

    /// The associate who calls, found in the operation's own transaction if need be.
    func associateID<T: Reading<OperationError> & ~Copyable>(
        of caller: Caller, _ transaction: borrowing T
    ) throws(OperationError) -> Int32 {
        guard case .vouched(let name) = caller else { return try associateID(of: caller) }
        return try associateID(of: try self.caller(vouchedFor: name, transaction))
    }

    /// What a browser repeats in `X-XSRF-TOKEN`, so that no other site can call in its name.
    func xsrfToken(for ticket: TicketSecret) -> String {
        Base64Bytes(Sodium.hash(Array(ticket.text.utf8), key: secret)).text
    }

    /// The associate for whom a ticket or token stands. Tokens that are not ours are the host's to know.
    func associateID(of text: String, _ kind: TicketSecret.Kind) throws(OperationError) -> Int32 {
        if let secret = TicketSecret(text), secret.kind == kind {
            let hash = secret.hash
            let now = now
            let row = try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
                try transaction.ticket(hash: hash, now: now)
            }
            if let row, row.kind == kind.rawValue {
                if kind == .ticket { try extend(row, now: now) }
                return row.associateID
            }
        }
        if kind == .accessToken, let id = try associateID(bearing: text) { return id }
        throw OperationError(.authentication, "the ticket or token is not valid, or no longer")
    }

    /// Moves a ticket's end, at most once in a minute or in a tenth of its life: a write at each request would be dear.
    private func extend(_ ticket: TicketRow, now: Int64) throws(OperationError) {
        let step = min(60 * DateTime.ticksPerSecond, settings.ticketLife / 10)
        let expires = now + settings.ticketLife
        guard ticket.expires < expires - step else { return }
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            _ = try transaction.extendTicket(hash: ticket.hash, until: expires)
        }
    }

    private func caller(associateID id: Int32) throws(OperationError) -> Caller {
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            try caller(associateID: id, transaction)
        }
    }

    private func caller<T: Reading<OperationError> & ~Copyable>(
        associateID id: Int32, _ transaction: borrowing T
    ) throws(OperationError) -> Caller {
        guard let associate = try Associate.load(id, transaction), !associate.deleted else {
            throw OperationError(.authentication, "the caller's associate is no longer one")
        }
        if settings.administrators.isEmpty { return .associate(id: id, isAdministrator: false) }
        let names = Set(try transaction.users(ofAssociate: id).map { $0.userName.lowercased() })
        return .associate(id: id, isAdministrator: !settings.administrators.isDisjoint(with: names))
    }
}

/// A hash of no password, which stands in for that of a user who does not exist.
private enum DecoyHash {
    private static let minimum = make(.minimum)
    private static let interactive = make(.interactive)
    private static let moderate = make(.moderate)

    static func of(_ cost: PasswordCost) -> String {
        switch cost {
        case .minimum: minimum
        case .interactive: interactive
        case .moderate: moderate
        }
    }

    private static func make(_ cost: PasswordCost) -> String {
        // Without memory for a decoy the answer is the same, only faster.
        (try? PasswordHash.make(Base64Bytes(Sodium.randomBytes(32)).text, cost: cost)) ?? ""
    }
}
