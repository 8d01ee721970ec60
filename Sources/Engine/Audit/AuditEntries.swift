import Carriers
import Messages
import Storage
import Wire

extension WriteTransaction where Failure == OperationError {
    /// Notes in the audit who did something that is no step of a session's life, which notes itself.
    ///
    /// - Parameter details: numbers and names of fields, and nothing that a customer wrote or that tells who they are: the
    ///   audit outlives what is erased.
    @inline(never)
    func note(
        _ operation: String, by caller: Caller, at now: Int64, session: Int32 = 0, topic: Int32 = 0,
        _ details: [JSONValue.Member] = []
    ) throws(OperationError) {
        var entry = AuditRow(at: now, who: "host", operation: operation)
        switch caller {
        case .host: break
        case .nobody, .visitor(_, nil): entry.who = "visitor"
        case .customer: entry.who = "customer"
        case .vouched(let name): entry.who = name
        case .associate(let id, _), .visitor(_, let id?):
            entry.associateID = id
            entry.who = try name(ofAssociate: id)
        }
        entry.sessionID = session
        entry.topicID = topic
        entry.details = details.isEmpty ? nil : JSONValue.object(details).text
        try record(entry)
    }
}

extension JSONValue.Member {
    /// A number. Not part of everything that notes one.
    @inline(never)
    init(_ name: String, _ number: Int64) {
        self.init(name, .number("\(number)"))
    }

    @inline(never)
    init(_ name: String, _ number: Int32) {
        self.init(name, Int64(number))
    }
}
