import Messages
import Storage

/// By what a customer is known who asks what is stored of them, or to be forgotten.
enum CustomerKey {
    case email(String)
    case person(Int32)
    case session(Int32)

    init(_ arguments: CustomerArguments) throws(OperationError) {
        let email = arguments.email ?? ""
        switch (email.isEmpty, arguments.personID, arguments.chatSessionID) {
        case (false, 0, 0): self = .email(email)
        case (true, let id, 0) where id > 0: self = .person(id)
        case (true, 0, let id) where id > 0: self = .session(id)
        case (true, ...0, ...0): throw OperationError(.value, "expected who is meant: Email, PersonId or ChatSessionId", path: "Email")
        case (false, _, _):
            throw OperationError(
                .value, "expected one way to say who is meant", path: arguments.personID == 0 ? "ChatSessionId" : "PersonId")
        default: throw OperationError(.value, "expected one way to say who is meant", path: "ChatSessionId")
        }
    }

    /// The argument that said it.
    var path: String {
        switch self {
        case .email: "Email"
        case .person: "PersonId"
        case .session: "ChatSessionId"
        }
    }

    /// The number of the session, when it was one; 0 otherwise.
    var sessionID: Int32 { if case .session(let id) = self { id } else { 0 } }

    /// The customer's sessions, in whatever status, by number.
    func sessionIDs<T: Reading<OperationError> & ~Copyable>(_ transaction: borrowing T) throws(OperationError) -> [Int32] {
        switch self {
        case .email(let email): try transaction.sessionIDs(ofCustomerEmail: email)
        case .person(let id): try transaction.sessionIDs(ofPerson: id)
        case .session(let id): try transaction.session(id: id) == nil ? [] : [id]
        }
    }
}
