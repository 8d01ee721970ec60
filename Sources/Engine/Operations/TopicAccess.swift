import Carriers
import Messages
import Sessions
import Storage

// What a caller may do with topics. Every associate reads them; who manages one, and administrators, change it.

extension Reading where Self: ~Copyable, Failure == OperationError {
    /// What an associate may do in a topic; nothing for one who is no agent of it.
    func rights(ofAssociate id: Int32, inTopic topicID: Int32) throws(OperationError) -> TopicRights {
        TopicRights(rawValue: try agent(id, ofTopic: topicID)?.rights ?? 0)
    }

    /// The topic of that number.
    ///
    /// - Parameter path: the argument that names it.
    func existingTopic(_ id: Int32, at path: String) throws(OperationError) -> TopicRow {
        guard let topic = try topic(id: id) else {
            throw OperationError(.notFound, "there is no topic with that number", path: path)
        }
        return topic
    }

    /// Turns away whoever neither manages the topic nor is an administrator.
    func demandManager(_ caller: Caller, ofTopic topicID: Int32, at path: String) throws(OperationError) {
        guard case .associate(let id, let isAdministrator) = caller else { throw TopicAccess.unknownCaller }
        if isAdministrator { return }
        guard try rights(ofAssociate: id, inTopic: topicID).contains(.manage) else {
            throw OperationError(.denied, "the caller has no right to manage this topic", path: path)
        }
    }

    /// Turns away whoever neither manages any topic nor is an administrator.
    func demandManagerOfAny(_ caller: Caller) throws(OperationError) {
        guard case .associate(let id, let isAdministrator) = caller else { throw TopicAccess.unknownCaller }
        if isAdministrator { return }
        guard try memberships(ofAssociate: id).contains(where: { TopicRights(rawValue: $0.rights).contains(.manage) }) else {
            throw OperationError(.denied, "only administrators, and those who manage a topic, make new ones")
        }
    }
}

enum TopicAccess {
    static let unknownCaller = OperationError(.authentication, "this is done for an associate who has signed in")
}
