import Carriers
import Messages
import Storage
import Wire

extension Engine {
    func saveUser(_ user: UserRecord, for caller: Caller) throws(OperationError) -> NothingAnswer {
        let rows = try userRows([user], at: nil)
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            try save(rows, at: { _ in "" }, transaction)
            try transaction.note("System.SaveUser", by: caller, at: now, [.init("AssociateId", user.associateID)])
        }
        forgetFailures(of: rows)
        return NothingAnswer()
    }

    /// Takes a user away, with the tickets of their associate when nobody else signs in as that one.
    func deleteUser(_ arguments: UserNameArguments, for caller: Caller) throws(OperationError) -> NothingAnswer {
        let name = arguments.userName ?? ""
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            guard let user = try transaction.user(named: name) else { throw Engine.noUser }
            _ = try transaction.deleteUser(named: name)
            try deleteTicketsNobodyHas(ofAssociate: user.associateID, transaction)
            try transaction.note("System.DeleteUser", by: caller, at: now, [.init("AssociateId", user.associateID)])
        }
        return NothingAnswer()
    }

    static var noUser: OperationError {
        OperationError(.notFound, "there is no user of that name", path: "UserName")
    }

    /// The users as they are stored; checks their names and hashes their passwords.
    func userRows(_ users: [UserRecord], at list: String?) throws(OperationError) -> [UserRow] {
        var rows: [UserRow] = []
        for (index, user) in users.enumerated() {
            let place = list.map { "\($0)[\(index)]." } ?? ""
            // A user is not stored with what nobody knows, and a slip of the pen must not lose what it names.
            if let stray = user.unknown.fields.first {
                throw OperationError(.value, "a user has no field of this name", path: place + stray.name)
            }
            let name = user.userName ?? ""
            guard !name.isEmpty, name.utf8.count <= 255, name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x3A }) else {
                throw OperationError(
                    .value, "expected a name of 1 to 255 bytes without colons and control characters", path: place + "UserName")
            }
            let hash: String
            switch (user.password, user.passwordHash) {
            case (let password?, nil):
                guard (1...PasswordHash.longestPassword).contains(password.utf8.count) else {
                    throw OperationError(
                        .value, "expected a password of 1 to \(PasswordHash.longestPassword) bytes", path: place + "Password")
                }
                // A document that is imported at each start brings the same passwords, and nobody is to be signed out by
                // that: who has this password already keeps its hash.
                if let stored = try self.stored(userNamed: name)?.passwordHash,
                    PasswordHash.costs(stored, settings.passwordCost), PasswordHash.matches(stored, password)
                {
                    hash = stored
                } else {
                    hash = try PasswordHash.make(password, cost: settings.passwordCost)
                }
            case (nil, let given?):
                guard PasswordHash.isWellFormed(given) else {
                    throw OperationError(.value, "expected an Argon2id hash as libsodium writes it", path: place + "PasswordHash")
                }
                hash = given
            default:
                throw OperationError(.value, "expected either Password or PasswordHash", path: place + "Password")
            }
            rows.append(UserRow(userName: name, associateID: user.associateID, passwordHash: hash))
        }
        return rows
    }

    /// - Parameter place: the path of the user with that index; empty when there is one alone.
    func save(
        _ users: [UserRow], at place: (Int) -> String, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) {
        let missing = Set(try transaction.missing(.associate, ids: users.map(\.associateID)))
        var names: Set<String> = []
        for (index, user) in users.enumerated() {
            func path(_ field: String) -> String { place(index).isEmpty ? field : "\(place(index)).\(field)" }
            guard names.insert(user.userName.lowercased()).inserted else {
                throw OperationError(.value, "the name stands twice in the list", path: path("UserName"))
            }
            guard !missing.contains(user.associateID) else {
                throw OperationError(.value, "there is no associate with that number", path: path("AssociateId"))
            }
            let before = try transaction.user(named: user.userName)
            try transaction.save(user)
            guard let before else { continue }
            if before.associateID != user.associateID {
                try deleteTicketsNobodyHas(ofAssociate: before.associateID, transaction)
            }
            // Whoever knew the old password may have signed in with it.
            if before.passwordHash != user.passwordHash {
                try endSessions(ofAssociate: before.associateID, transaction)
            }
        }
    }

    /// Takes away what lets somebody act as an associate without a password: tickets, tokens, browser sessions, and sessions
    /// of the customer service.
    func endSessions(
        ofAssociate id: Int32, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) {
        _ = try transaction.deleteTickets(ofAssociate: id)
        try transaction.deleteServiceSessions(ofAssociate: id)
    }

    /// Lets the users in whom the host has just saved, however often wrong passwords were tried for them.
    func forgetFailures(of users: [UserRow]) {
        lockout.clear(names: users.map(\.userName), now: now)
    }

    private func stored(userNamed name: String) throws(OperationError) -> UserRow? {
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            try transaction.user(named: name)
        }
    }

    /// Takes the tickets of an associate whom no user is any more.
    private func deleteTicketsNobodyHas(
        ofAssociate id: Int32, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) {
        if try transaction.users(ofAssociate: id).isEmpty { try endSessions(ofAssociate: id, transaction) }
    }

    func issueAccessToken(_ arguments: AccessTokenArguments, for caller: Caller) throws(OperationError) -> AccessTokenAnswer {
        let seconds = arguments.expiresInSeconds == 0 ? 3600 : arguments.expiresInSeconds
        guard (1...31_536_000).contains(seconds) else {
            throw OperationError(.value, "expected 1 to 31536000 seconds", path: "ExpiresInSeconds")
        }
        let expires = now + Int64(seconds) * DateTime.ticksPerSecond
        let token = try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            guard let user = try transaction.user(named: arguments.userName ?? "") else { throw Engine.noUser }
            try transaction.note("System.IssueAccessToken", by: caller, at: now, [.init("AssociateId", user.associateID)])
            return try issue(.accessToken, toAssociate: user.associateID, until: expires, transaction)
        }
        var answer = AccessTokenAnswer()
        answer.accessToken = token.text
        answer.expires = DateTime(stored: expires)
        return answer
    }

    func openBrowserSession(_ arguments: UserNameArguments) throws(OperationError) -> BrowserSessionAnswer {
        let ticket = try issue(.ticket, toUser: arguments.userName ?? "", until: now + settings.ticketLife)
        let xsrf = xsrfToken(for: ticket)
        var answer = BrowserSessionAnswer()
        answer.ticket = ticket.text
        answer.xsrfToken = xsrf
        answer.cookies = [
            "\(BrowserCookie.ticket)=\(ticket.text); Path=/; HttpOnly; Secure; SameSite=Strict",
            "\(BrowserCookie.xsrf)=\(xsrf); Path=/; Secure; SameSite=Strict",
        ]
        return answer
    }

    private func issue(_ kind: TicketSecret.Kind, toUser name: String, until expires: Int64) throws(OperationError) -> TicketSecret {
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            guard let user = try transaction.user(named: name) else { throw Engine.noUser }
            return try issue(kind, toAssociate: user.associateID, until: expires, transaction)
        }
    }

    /// Makes a secret and stores its hash; tickets that have run out are cleared away on the occasion.
    func issue(
        _ kind: TicketSecret.Kind, toAssociate id: Int32, until expires: Int64,
        _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> TicketSecret {
        let secret = TicketSecret.random(kind)
        _ = try transaction.deleteExpiredTickets(now: now)
        try transaction.insert(
            TicketRow(hash: secret.hash, kind: kind.rawValue, associateID: id, created: now, expires: expires))
        return secret
    }
}
