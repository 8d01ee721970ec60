import Carriers
import Messages
import Sessions
import Storage

// What a caller may do with sessions. The members of a session's topic read it; the rules know who changes it.

extension Reading where Self: ~Copyable, Failure == OperationError {
    /// The session of that number, for a member of its topic; nil when there is none.
    ///
    /// - Parameter path: the argument that names it.
    func session(_ id: Int32, readBy associateID: Int32, at path: String) throws(OperationError) -> SessionRow? {
        guard let session = try session(id: id) else { return nil }
        try demandMember(associateID, of: session, at: path)
        return session
    }

    /// Turns away whoever is no member of a session's topic.
    func demandMember(_ associateID: Int32, of session: SessionRow, at path: String) throws(OperationError) {
        guard try rights(ofAssociate: associateID, inTopic: session.topicID).isMember else {
            throw OperationError(.denied, "the caller is no member of the session's topic", path: path)
        }
    }

    /// An associate as the rules see them in a topic.
    func actor(_ associateID: Int32, inTopic topicID: Int32) throws(OperationError) -> Actor {
        .associate(id: associateID, rights: try rights(ofAssociate: associateID, inTopic: topicID))
    }

    /// A session with all that it refers to.
    func answer(_ session: SessionRow?) throws(OperationError) -> RecordAnswer<ChatSessionEntity> {
        guard let session else { return RecordAnswer(nil) }
        return RecordAnswer(try SessionAssembly.sessions([session], self).first, modified: session.modified)
    }
}
