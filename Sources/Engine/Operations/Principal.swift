import Carriers
import Messages
import Storage

extension Engine {
    /// Signs a user in: a ticket and who they are, or an answer that says no and nothing else.
    func authenticate(_ arguments: UsernamePasswordArguments, for caller: Caller) throws(OperationError) -> AuthenticateAnswer {
        try signIn(name: arguments.userName ?? "", password: arguments.password ?? "", caller)
    }

    /// Signs in whoever is known already by what came beside the message: a ticket, a token, a password.
    func authenticateImplicitly(_ caller: Caller) throws(OperationError) -> AuthenticateAnswer {
        guard case .visitor(_, let id?) = caller else { return AuthenticateAnswer() }
        return try signIn(associateID: id)
    }

    func authenticate(_ arguments: AuthenticateWithAccessTokenArguments) throws(OperationError) -> AuthenticateAnswer {
        try signIn(bearing: arguments.accessToken ?? "", .accessToken)
    }

    /// Signs in with what the data names, by keys: `UserName` and `Password`, `Ticket`, or `AccessToken`.
    func authenticate(_ arguments: AuthenticateGenericArguments, for caller: Caller) throws(OperationError) -> AuthenticateAnswer {
        switch try SignInData.read(arguments.authenticationData) {
        case .password(let name, let password): return try signIn(name: name, password: password, caller)
        case .ticket(let text): return try signIn(bearing: text, .ticket)
        case .accessToken(let text): return try signIn(bearing: text, .accessToken)
        case nil: return AuthenticateAnswer()
        }
    }

    private func signIn(bearing text: String, _ kind: TicketSecret.Kind) throws(OperationError) -> AuthenticateAnswer {
        let id: Int32
        do throws(OperationError) { id = try associateID(of: text, kind) } catch {
            // That the host could not tell is no answer of ours.
            guard error.kind == .authentication else { throw error }
            return AuthenticateAnswer()
        }
        return try signIn(associateID: id)
    }

    private func signIn(name: String, password: String, _ caller: Caller) throws(OperationError) -> AuthenticateAnswer {
        guard let user = try user(named: name, password: password, peer: caller.peer) else { return AuthenticateAnswer() }
        // Checking a password takes its time, and the user may be gone or another's by now.
        return try signIn(associateID: user.associateID) { (transaction) throws(OperationError) in
            try transaction.user(named: user.userName) == user
        }
    }

    /// A ticket for an associate and who that is. `isStill` looks again, inside the transaction, whether they may have it.
    private func signIn(
        associateID id: Int32,
        if isStill: (borrowing WriteTransaction<OperationError>) throws(OperationError) -> Bool = { _ in true }
    ) throws(OperationError) -> AuthenticateAnswer {
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            var answer = AuthenticateAnswer()
            guard try isStill(transaction), let associate = try Associate.load(id, transaction), !associate.deleted else {
                return answer
            }
            let ticket = try issue(.ticket, toAssociate: id, until: now + settings.ticketLife, transaction)
            answer.response = try principal(associate, transaction)
            answer.credentials = SoCredentials()
            answer.credentials?.ticket = ticket.text
            answer.authenticationSucceeded = true
            return answer
        }
    }

    /// The principal that an associate is, as far as the directory tells. Licences, roles and function rights are not the
    /// chat engine's to know: everybody is an employee without any.
    private func principal(
        _ associate: Associate, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> SoPrincipalCarrier {
        let person = associate.personID == 0 ? nil : try Person.load(associate.personID, transaction)
        let contactID = person?.contactID ?? 0
        let contact = contactID == 0 ? nil : try Contact.load(contactID, transaction)
        var principal = SoPrincipalCarrier()
        principal.userType = associate.type
        principal.associate = associate.name
        principal.associateID = associate.associateID
        principal.isPerson = associate.personID != 0
        principal.personID = associate.personID
        principal.countryID = person?.countryID ?? contact?.countryID ?? 0
        principal.homeCountryID = contact?.countryID ?? person?.countryID ?? 0
        principal.contactID = contactID
        principal.contactOwner = contact?.associateID ?? 0
        principal.groupID = associate.groupIndex
        principal.roleType = .employee
        principal.licenses = []
        principal.fullName = associate.fullName ?? person.flatMap(Engine.fullName)
        principal.emailAddress = person?.email
        principal.functionRights = []
        principal.ejUserID = associate.ejUserID
        principal.ejUserStatus = .statusNormal
        principal.providedCredentials = []
        principal.secondaryGroups = []
        principal.databaseContextIdentifier = settings.system.contextIdentifier
        return principal
    }

    private static func fullName(of person: Person) -> String? {
        if let name = person.fullName, !name.isEmpty { return name }
        let parts = [person.firstname, person.middleName, person.lastname].compactMap { $0 }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}

extension Caller {
    /// From where somebody signs in; empty when it is not known.
    fileprivate var peer: String {
        if case .visitor(let peer, _) = self { peer } else { "" }
    }
}
