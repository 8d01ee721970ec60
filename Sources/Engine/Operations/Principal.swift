import Carriers
import Messages
import Storage

extension Engine {
    /// Signs a user in: a ticket and who they are, or an answer that says no and nothing else.
    func authenticate(_ arguments: UsernamePasswordArguments) throws(OperationError) -> AuthenticateAnswer {
        var answer = AuthenticateAnswer()
        guard let user = try user(named: arguments.userName ?? "", password: arguments.password ?? "") else { return answer }
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            // Checking a password takes its time, and the user may be gone or another's by now.
            guard try transaction.user(named: user.userName) == user else { return }
            guard let associate = try Associate.load(user.associateID, transaction), !associate.deleted else { return }
            let ticket = try issue(.ticket, toAssociate: user.associateID, until: now + settings.ticketLife, transaction)
            let person = try Person.load(associate.personID, transaction)
            answer.response = SoPrincipalCarrier(associate, person)
            answer.credentials = SoCredentials()
            answer.credentials?.ticket = ticket.text
            answer.authenticationSucceeded = true
        }
        return answer
    }
}

extension SoPrincipalCarrier {
    /// The principal that an associate is; licences and function rights are not the chat engine's to know.
    init(_ associate: Associate, _ person: Person?) {
        self.init()
        userType = associate.type
        self.associate = associate.name
        associateID = associate.associateID
        isPerson = associate.personID != 0
        personID = associate.personID
        countryID = person?.countryID ?? 0
        homeCountryID = person?.countryID ?? 0
        contactID = person?.contactID ?? 0
        groupID = associate.groupIndex
        fullName = associate.fullName
        emailAddress = person?.email
        ejUserID = associate.ejUserID
        ejUserStatus = .statusNormal
        roleType = .employee
    }
}
