import Carriers
import Messages
import Sessions
import Storage

/// What a customer says of themselves, held to what it can be.
enum CustomerForm {
    private static func fields(of row: SessionRow) -> [(bit: Int32, name: String, text: String?)] {
        [
            (1, "CustomerEmail", row.customerEmail), (2, "CustomerName", row.customerName),
            (4, "CustomerCompanyName", row.customerCompanyName), (8, "CustomerPhone", row.customerPhone),
        ]
    }

    /// `Country`: a session has no place for it, so nobody is asked.
    static let unasked: Int32 = 16

    static var missingConsent: OperationError {
        OperationError(.value, "the topic asks for consent; expected true", path: "CustomerConsented")
    }

    /// The bits of the fields that are not empty.
    static func given(in row: SessionRow) -> Int32 {
        fields(of: row).reduce(0) { bits, field in field.text?.isEmpty ?? true ? bits : bits | field.bit }
    }

    /// Turns away a row that lacks a field that is required, and names the field.
    static func demand(_ required: Int32, in row: SessionRow) throws(OperationError) {
        let missing = required & ~given(in: row)
        guard let field = fields(of: row).first(where: { $0.bit & missing != 0 }) else { return }
        throw OperationError(.value, "the topic asks for this field", path: field.name)
    }

    /// Turns away texts that are too long.
    static func check(_ row: SessionRow) throws(OperationError) {
        var session = ChatSessionEntity()
        session.customerAlias = row.customerAlias
        session.customerName = row.customerName
        session.customerEmail = row.customerEmail
        session.customerPhone = row.customerPhone
        session.customerCompanyName = row.customerCompanyName
        session.customerHost = row.customerHost
        if let violation = TextLimits.violation(in: session) {
            throw OperationError(.value, "expected at most \(violation.limit) characters", path: violation.field)
        }
        if let language = row.language, language.utf8.count > longestLanguage {
            throw OperationError(.value, "expected at most \(longestLanguage) bytes", path: "Language")
        }
    }

    private static let longestLanguage = 255
}

extension Engine {
    /// The form before the chat. A message in it is the session's first one.
    func submitForm(_ form: CustomerFormArguments, for customer: Caller) throws(OperationError) -> CustomerSession {
        let text = try reduced(form.message)
        return try turn(for: customer) { (turn, transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            try demand(.preChatForm, of: turn)
            try turn.fill(in: form, TopicPolicy(turn.topic).requiredFields, demandsConsent: turn.topic.collectConsent)
            let given = CustomerForm.given(in: turn.session) | CustomerForm.unasked
            try turn.take(
                .submitForm(FilledForm(given: given, consents: form.customerConsented)), as: "Customer.SubmitForm", self, transaction)
            if let text { try say(text, in: turn, transaction) }
        }
    }

    func consent(_ customer: Caller) throws(OperationError) -> CustomerSession {
        try turn(for: customer, .consent, as: "Customer.Consent")
    }

    func openOfflineForm(_ customer: Caller) throws(OperationError) -> CustomerSession {
        try turn(for: customer, .openOfflineForm, as: "Customer.OpenOfflineForm")
    }

    /// A request for when somebody is there again; the host learns of it from the log, and makes its ticket.
    func submitOfflineForm(_ form: CustomerFormArguments, for customer: Caller) throws(OperationError) -> CustomerSession {
        let text = try reduced(form.message)
        return try turn(for: customer) { (turn, transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            try demand(.offlineForm, of: turn)
            let policy = TopicPolicy(turn.topic)
            guard let text else { throw OperationError(.value, "expected a text", path: "Message") }
            try turn.fill(
                in: form, policy.offlineFields, demandsConsent: policy.collectsOfflineConsent || policy.collectsConsent)
            let said = try say(text, in: turn, transaction)
            let given = CustomerForm.given(in: turn.session) | CustomerForm.unasked
            try turn.take(
                .submitOfflineForm(FilledForm(given: given, consents: form.customerConsented)), as: "Customer.SubmitOfflineForm", self,
                transaction)
            try turn.announce(.requestPosted, message: said.id, transaction)
        }
    }

    /// Turns away a form that the session's status does not show.
    private func demand(_ status: ChatSessionStatus, of turn: CustomerTurn) throws(OperationError) {
        let found = SessionState(turn.session).status
        guard found == status else {
            throw OperationError(.conflict, "this form is for a session that is \(status.name); it is \(found.name)", path: "Status")
        }
    }
}

extension CustomerTurn {
    /// Takes over what a form says, where it says anything.
    fileprivate func fill(
        in form: CustomerFormArguments, _ required: Int32, demandsConsent: Bool
    ) throws(OperationError) {
        session.customerName = form.customerName ?? session.customerName
        session.customerEmail = form.customerEmail ?? session.customerEmail
        session.customerPhone = form.customerPhone ?? session.customerPhone
        session.customerCompanyName = form.customerCompanyName ?? session.customerCompanyName
        if form.customerConsented { session.customerConsented = true }
        try CustomerForm.check(session)
        try CustomerForm.demand(required, in: session)
        if demandsConsent, !session.customerConsented { throw CustomerForm.missingConsent }
    }
}
