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
    /// Who the credentials stand for.
    ///
    /// - Throws: `authentication`, with the same words whatever was wrong with them.
    func caller(for credentials: Credentials) throws(OperationError) -> Caller {
        switch credentials {
        case .none: return .nobody
        case .password(let name, let password):
            guard let user = try user(named: name, password: password) else {
                throw OperationError(.authentication, "the user name or the password is wrong")
            }
            return try caller(associateID: user.associateID)
        case .ticket(let text): return try caller(bearing: text, .ticket)
        case .accessToken(let text): return try caller(bearing: text, .accessToken)
        case .browser(let ticket, let xsrf):
            guard let secret = TicketSecret(ticket), Sodium.equal(Array(xsrfToken(for: secret).utf8), Array(xsrf.utf8)) else {
                throw OperationError(.authentication, "the X-XSRF-TOKEN header does not belong to the session's cookie")
            }
            return try caller(bearing: ticket, .ticket)
        }
    }

    /// An application has to be known when the config lists those that may call.
    func check(applicationToken: String?) throws(OperationError) {
        guard let known = settings.applicationTokens else { return }
        let given = Array((applicationToken ?? "").utf8)
        // All are compared, so that the time tells nothing.
        let matches = known.map { Sodium.equal(Array($0.utf8), given) }
        guard matches.contains(true) else {
            throw OperationError(.authentication, "the application token is missing or not known")
        }
    }

    /// The user, when the password is theirs. An unknown name costs as much time as a wrong password.
    func user(named name: String, password: String) throws(OperationError) -> UserRow? {
        let user = try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            try transaction.user(named: name)
        }
        let stored = user?.passwordHash ?? DecoyHash.of(settings.passwordCost)
        if user != nil, passwords.knows(name, password, storedHash: stored, now: now) { return user }
        guard PasswordHash.matches(stored, password), let user else { return nil }
        passwords.remember(name, password, storedHash: stored, now: now)
        return user
    }

    /// An associate by user name, for whom the host vouches.
    func caller(vouchedFor name: String) throws(OperationError) -> Caller {
        let user = try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            try transaction.user(named: name)
        }
        guard let user else { throw OperationError(.authentication, "there is no user of that name", path: "Associate") }
        return try caller(associateID: user.associateID)
    }

    /// What a browser repeats in `X-XSRF-TOKEN`, so that no other site can call in its name.
    func xsrfToken(for ticket: TicketSecret) -> String {
        Base64Bytes(Sodium.hash(Array(ticket.text.utf8), key: secret)).text
    }

    private func caller(bearing text: String, _ kind: TicketSecret.Kind) throws(OperationError) -> Caller {
        let unknown = OperationError(.authentication, "the ticket or token is not valid, or no longer")
        guard let secret = TicketSecret(text), secret.kind == kind else { throw unknown }
        let hash = secret.hash
        let now = now
        let row = try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            try transaction.ticket(hash: hash, now: now)
        }
        guard let row, row.kind == kind.rawValue else { throw unknown }
        if kind == .ticket { try extend(row, now: now) }
        return try caller(associateID: row.associateID)
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
        let names = try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            guard let associate = try Associate.load(id, transaction), !associate.deleted else {
                throw OperationError(.authentication, "the caller's associate is no longer one")
            }
            if settings.administrators.isEmpty { return Set<String>() }
            return Set(try transaction.users(ofAssociate: id).map { $0.userName.lowercased() })
        }
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
