import Carriers
import Messages
import Sessions
import Storage

// What customers do at the end.
extension Engine {
    func rate(_ arguments: RateArguments, for customer: Caller) throws(OperationError) -> CustomerSession {
        try turn(for: customer) { (turn, transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            try turn.take(.rate(arguments.rating), at: "Rating", as: "Customer.Rate", self, transaction)
            try turn.announce(.rated, transaction)
        }
    }

    /// Asks for the transcript. The host learns of it from the log and sends it to the session's address: the log keeps
    /// nothing that a customer wrote.
    func requestTranscript(_ arguments: TranscriptRequestArguments, for customer: Caller) throws(OperationError) -> NothingAnswer {
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let turn = try CustomerTurn(for: customer, at: now, transaction)
            let status = SessionState(turn.session).status
            guard TopicPolicy(turn.topic).sendsTranscripts else {
                throw OperationError(.conflict, "the topic does not send transcripts", path: "Status")
            }
            guard Set.active.contains(status) || status == .finished || status == .closed else {
                throw OperationError(.conflict, "there is no transcript of a session that is \(status.name)", path: "Status")
            }
            let most = settings.transcriptRequests
            let asked =
                most == 0 ? 0 : try transaction.countEvents(ofSession: turn.session.id, kind: EventKind.transcript.rawValue, upTo: most)
            guard most == 0 || asked < Int(most) else {
                throw OperationError(
                    .limit, "the transcript of this session was asked for \(most) times; nobody is sent more", path: "Session", status: 429)
            }
            if let email = arguments.email, !email.isEmpty { turn.session.customerEmail = email }
            guard let address = turn.session.customerEmail, !address.isEmpty else {
                throw OperationError(.value, "expected an address, as the session has none", path: "Email")
            }
            guard address.unicodeScalars.count <= TextLimits.email else {
                throw OperationError(.value, "expected at most \(TextLimits.email) characters", path: "Email")
            }
            try turn.take(.fetch, as: "Customer.RequestTranscript", self, transaction)
            try turn.announce(.transcript, transaction)
        }
        return NothingAnswer()
    }
}
