import Carriers
import Localization
import Messages
import Sessions
import Storage

extension Engine {
    /// The entries that fit a question, while the session is where they are shown. Asking is a sign of life.
    func askFaq(_ arguments: AskFaqArguments, for customer: Caller) throws(OperationError) -> ListAnswer<FaqAnswer> {
        guard let question = arguments.question, !question.isEmpty else {
            throw OperationError(.value, "expected a question", path: "Question")
        }
        try settings.bounds.check(message: question, at: "Question")
        var isOld = false
        let answers = try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) -> [FaqAnswer] in
            let session = try transaction.session(of: customer)
            isOld = Engine.isOld(session, now)
            let status = SessionState(session).status
            guard status == .faq else {
                throw OperationError(.conflict, "entries are for a session that is Faq; it is \(status.name)", path: "Status")
            }
            let category = try SessionStep.topic(of: session, transaction).widget?.autoFaqCategory?.kbCategoryID ?? 0
            let texts = texts(of: session)
            var answers: [FaqAnswer] = []
            for id in try FaqSearch.entries(for: question, inCategory: category, transaction) {
                guard let entry = try FaqEntry.load(id, transaction) else { continue }
                var answer = FaqAnswer()
                answer.faqEntryID = id
                answer.title = entry.title.map { texts.localize($0) ?? $0 }
                answer.text = entry.text.map { texts.localize($0) ?? $0 }
                answers.append(answer)
            }
            return answers
        }
        if isOld { try noteSignOfLife(of: customer) }
        return ListAnswer(answers)
    }

    /// The entries have helped, and the session is over; or they have not, and somebody is asked.
    func answerFaq(_ arguments: AnswerFaqArguments, for customer: Caller) throws(OperationError) -> CustomerSession {
        try turn(for: customer, arguments.helped ? .acceptAnswer : .declineAnswer, as: "Customer.AnswerFaq")
    }

    /// Texts in the language that the customer asked for when the session began.
    func texts(of session: SessionRow) -> TextLocalizer {
        guard let language = session.language else { return .unchanged }
        return TextLocalizer(acceptLanguage: language, soLanguage: nil, soCulture: nil, resources: settings.resources)
    }
}

extension FaqEntry: StoredRecord {
    static func store(
        _ record: inout FaqEntry, at path: String, _ saving: Saving, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Int32 {
        guard record.faqEntryID >= 0 else {
            throw OperationError(.value, "expected a number from 1, or 0 for a new entry", path: "\(path).FaqEntryId")
        }
        guard record.categoryID >= 0 else {
            throw OperationError(.value, "expected the number of a category, or 0", path: "\(path).CategoryId")
        }
        for (field, text, most) in [("Title", record.title, 255), ("Text", record.text, 20_000), ("Words", record.words, 2000)]
        where (text?.unicodeScalars.count ?? 0) > most {
            throw OperationError(.value, "expected at most \(most) characters", path: "\(path).\(field)")
        }
        guard record.title?.isEmpty == false else { throw OperationError(.value, "expected a title", path: "\(path).Title") }
        return try transaction.saveFaqEntry(
            id: record.faqEntryID, categoryID: record.categoryID, saving.checked(Document.text(of: &record), at: path), words: FaqSearch.words(of: record))
    }

    static func load<T: Reading<OperationError> & ~Copyable>(
        _ id: Int32, _ transaction: borrowing T
    ) throws(OperationError) -> FaqEntry? {
        guard let document = try transaction.faqEntry(id: id) else { return nil }
        return try Document.record(document, of: "faq_entries", id: id)
    }

    static func remove(
        _ id: Int32, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool {
        try transaction.deleteFaqEntry(id: id)
    }
}
