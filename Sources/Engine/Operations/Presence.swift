import Carriers
import Messages
import Sessions
import Storage
import Wire

extension Engine {
    /// Every agent of any topic: whether they are there, their topics, and the number of their ongoing chats.
    func presence() throws(OperationError) -> ListAnswer<ChatPresence> {
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            let rows = try transaction.presences()
            var list: [ChatPresence] = []
            list.reserveCapacity(rows.count)
            for row in rows {
                var presence = ChatPresence()
                presence.userID = row.associateID
                if let associate = try Associate.load(row.associateID, transaction) {
                    presence.displayName = associate.fullName ?? associate.name ?? ""
                }
                presence.ongoingChats = row.ongoingSessions
                presence.present = row.isPresent
                presence.chatTopics = row.topicIDs
                list.append(presence)
            }
            return ListAnswer(list)
        }
    }

    /// Notes who is there; of each entry only `UserId` and `Present` count.
    func savePresence(_ arguments: PresenceArguments, for caller: Caller) throws(OperationError) -> NothingAnswer {
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            try save(arguments.presence ?? [], at: "Presence", transaction)
            try followPresence(arguments.presence ?? [], at: now, transaction)
            try transaction.note("System.SavePresence", by: caller, at: now, Engine.presences(arguments.presence ?? []))
        }
        return NothingAnswer()
    }

    /// The same for an associate: their own presence, and that of the agents whose topics they manage.
    func savePresence(_ arguments: SaveChatPresenceArguments, for caller: Caller) throws(OperationError) -> NothingAnswer {
        let list = arguments.chatPresence ?? []
        let path = "ChatPresence"
        guard case .associate(let id, let isAdministrator) = caller else { throw TopicAccess.unknownCaller }
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            if !isAdministrator, list.contains(where: { $0.userID != id }) {
                let managed = try transaction.memberships(ofAssociate: id)
                    .filter { TopicRights(rawValue: $0.rights).contains(.manage) }.map(\.topicID)
                // Each is looked up once, however often the list names them.
                var seen: Set<Int32> = [id]
                for (index, presence) in list.enumerated() where seen.insert(presence.userID).inserted {
                    let topics = try transaction.memberships(ofAssociate: presence.userID).map(\.topicID)
                    guard !Set(topics).isDisjoint(with: managed) else {
                        throw OperationError(
                            .denied, "the caller manages no topic of this user; nothing was saved", path: "\(path)[\(index)].UserId")
                    }
                }
            }
            try save(list, at: path, transaction)
            try followPresence(list, at: now, transaction)
            try transaction.note("Chat.SaveChatPresence", by: caller, at: now, Engine.presences(list))
        }
        return NothingAnswer()
    }

    /// Who was said to be there and who not, for the audit.
    private static func presences(_ list: [ChatPresence]) -> [JSONValue.Member] {
        [true, false].compactMap { present in
            let ids = list.filter { $0.present == present }.map { JSONValue.number("\($0.userID)") }
            return ids.isEmpty ? nil : JSONValue.Member(present ? "Present" : "Absent", .array(ids))
        }
    }

    func save(
        _ list: [ChatPresence], at path: String, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) {
        let missing = Set(try transaction.missing(.associate, ids: list.map(\.userID)))
        var known: Set<Int32> = []
        for (index, presence) in list.enumerated() {
            guard known.insert(presence.userID).inserted else {
                throw OperationError(.value, "the number stands twice in the list", path: "\(path)[\(index)].UserId")
            }
            guard !missing.contains(presence.userID) else {
                throw OperationError(.value, "there is no associate with that number", path: "\(path)[\(index)].UserId")
            }
            try transaction.savePresence(associateID: presence.userID, isPresent: presence.present, changed: now)
        }
    }
}
