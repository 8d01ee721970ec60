import Carriers
import Messages
import Storage

extension Engine {
    /// Every agent of any topic: whether they are there, their topics, and the number of their ongoing chats.
    func presence() throws(OperationError) -> ListAnswer<ChatPresence> {
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            let rows = try transaction.presences()
            let documents = try transaction.documents(.associate, ids: rows.map(\.associateID))
            var list: [ChatPresence] = []
            list.reserveCapacity(rows.count)
            for row in rows {
                var presence = ChatPresence()
                presence.userID = row.associateID
                if let document = documents[row.associateID] {
                    let associate: Associate = try Document.record(document, id: row.associateID)
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
    func savePresence(_ arguments: PresenceArguments) throws(OperationError) -> NothingAnswer {
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            try save(arguments.presence ?? [], at: "Presence", transaction)
        }
        return NothingAnswer()
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
