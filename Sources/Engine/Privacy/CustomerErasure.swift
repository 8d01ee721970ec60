import Carriers
import Messages
import Sessions
import Storage
import Wire

extension Engine {
    /// Removes for good what is stored of a customer: all of it, or nothing.
    ///
    /// Sessions that go on are the exception: they would be filled anew by whoever holds their key, under the hands of an
    /// agent.
    func eraseCustomer(_ arguments: EraseCustomerArguments, for caller: Caller) throws(OperationError) -> ErasureAnswer {
        let (key, operation) = (try CustomerKey(arguments.customer), "System.EraseCustomer")
        var answer = try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            var answer = ErasureAnswer()
            let now = now
            for id in try key.sessionIDs(transaction) {
                guard let session = try transaction.session(id: id) else { continue }
                let status = SessionState(session).status
                guard !Set.living.contains(status) else {
                    throw OperationError(
                        .conflict, "session \(id) is \(status.name) and has to end first; nothing was erased", path: key.path)
                }
                answer.messages = Int32(clamping: Int64(answer.messages) + (try transaction.countMessages(ofSession: id)))
                try transaction.deleteSession(id: id)
                answer.sessions += 1
                try transaction.note(operation, by: caller, at: now, session: id, topic: session.topicID)
            }
            if case .person(let id) = key, try transaction.deleteDocument(.person, id: id) { answer.persons = 1 }
            try transaction.note(
                operation, by: caller, at: now,
                [
                    .init("By", .string(key.path)), .init("Sessions", answer.sessions), .init("Messages", answer.messages),
                    .init("Persons", answer.persons),
                ])
            return answer
        }
        if !arguments.keepFile { answer.fileRewritten = rewriteFile() }
        return answer
    }

    /// What was erased is gone by then: that the file could not be rewritten, for want of room or because somebody still reads
    /// what was, is an answer and no failure. Asking again tries again.
    private func rewriteFile() -> Bool {
        do throws(StoreError) { return try store.rewrite() } catch { return false }
    }
}
