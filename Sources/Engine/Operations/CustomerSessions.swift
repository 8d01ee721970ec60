import Carriers
import Messages
import Sessions
import Storage
import Wire

extension Engine {
    /// Opens a session of the customer service for the caller. Its key is shown here and never again: the store has its hash.
    func createSession(_ arguments: CreateSessionArguments, for caller: Caller) throws(OperationError) -> RecordAnswer<CsSessionKey> {
        let id = try associateID(of: caller)
        guard (arguments.remoteIP ?? "").utf8.count <= Engine.longestAddress else {
            throw OperationError(.value, "expected an address of at most \(Engine.longestAddress) bytes", path: "RemoteIp")
        }
        let key = Base64Bytes(Sodium.randomBytes(32)).text
        let now = now
        let loginID = try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            try transaction.deleteServiceSessions(unusedSince: now - settings.sessionLife)
            return try transaction.insertServiceSession(
                hash: Engine.hash(ofSessionKey: key), associateID: id, remoteIP: arguments.remoteIP, now: now)
        }
        var session = CsSessionKey()
        session.key = key
        session.loginID = loginID
        session.userID = id
        return RecordAnswer(session)
    }

    /// Ends a session of the caller's own; an administrator ends anybody's. One that is not there has ended already.
    func removeSession(_ arguments: RemoveSessionArguments, for caller: Caller) throws(OperationError) -> NothingAnswer {
        let id = try associateID(of: caller)
        let isAdministrator = caller == .associate(id: id, isAdministrator: true)
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            guard let owner = try transaction.serviceSessionOwner(loginID: arguments.loginID) else { return }
            guard owner == id || isAdministrator else {
                throw OperationError(.denied, "the session is somebody else's", path: "LoginId")
            }
            try transaction.deleteServiceSession(loginID: arguments.loginID)
        }
        return NothingAnswer()
    }

    /// Whether a session is under way, whoever asks: who has the key may know. Being asked for keeps a session alive.
    func sessionIsValid(_ arguments: SessionIsValidArguments) throws(OperationError) -> TruthAnswer {
        guard let key = arguments.csSessionKey, key.utf8.count <= 256 else { return TruthAnswer(false) }
        let hash = Engine.hash(ofSessionKey: key)
        let now = now
        let session = try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            let session = try transaction.serviceSession(hash: hash, usedAfter: now - settings.sessionLife)
            guard let session, let associate = try Associate.load(session.associateID, transaction), !associate.deleted else {
                return nil as ServiceSessionRow?
            }
            return session
        }
        guard let session else { return TruthAnswer(false) }
        // At most once in a minute or in a tenth of its life: a write at each question would be dear.
        if now - session.lastUsed > min(60 * DateTime.ticksPerSecond, settings.sessionLife / 10) {
            try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
                try transaction.touchServiceSession(loginID: session.loginID, now: now)
            }
        }
        return TruthAnswer(true)
    }

    /// Whether the caller is notified of new chats in any topic.
    func hasChatNotify(_ caller: Caller) throws(OperationError) -> TruthAnswer {
        let id = try associateID(of: caller)
        let memberships = try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            try transaction.memberships(ofAssociate: id)
        }
        return TruthAnswer(memberships.contains { TopicRights(rawValue: $0.rights).contains(.notify) })
    }

    private static let longestAddress = 255

    /// The key is random through and through, so a plain hash keeps it.
    private static func hash(ofSessionKey key: String) -> [UInt8] { Sodium.hash(Array(key.utf8)) }
}
