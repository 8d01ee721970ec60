package import Carriers

// What customers do for themselves, under `/chat/v1`: nothing of it is in the vendor's services.
extension Catalogue {
    package static let startSession = TypedOperation<StartSessionArguments, CustomerSession>(
        "Customer.StartSession", .anybody, routes: [.customer("POST", "sessions", body: .arguments)])

    package static let getSession = TypedOperation<NoArguments, CustomerSession>(
        "Customer.GetSession", .customer, routes: [.customer("GET", "session")])

    package static let returnToSession = TypedOperation<NoArguments, CustomerSession>(
        "Customer.Return", .customer, routes: [.customer("POST", "session/return")])

    package static let leaveSession = TypedOperation<NoArguments, CustomerSession>(
        "Customer.Leave", .customer, routes: [.customer("POST", "session/leave")])

    // MARK: Forms

    package static let submitForm = TypedOperation<CustomerFormArguments, CustomerSession>(
        "Customer.SubmitForm", .customer, routes: [.customer("POST", "session/form", body: .arguments)])

    package static let consent = TypedOperation<NoArguments, CustomerSession>(
        "Customer.Consent", .customer, routes: [.customer("POST", "session/consent")])

    package static let askFaq = TypedOperation<AskFaqArguments, ListAnswer<FaqAnswer>>(
        "Customer.AskFaq", .customer, routes: [.customer("POST", "session/faq", body: .arguments)])

    package static let answerFaq = TypedOperation<AnswerFaqArguments, CustomerSession>(
        "Customer.AnswerFaq", .customer, routes: [.customer("POST", "session/faq/answer", body: .arguments)])

    package static let openOfflineForm = TypedOperation<NoArguments, CustomerSession>(
        "Customer.OpenOfflineForm", .customer, routes: [.customer("POST", "session/offlineform/open")])

    package static let submitOfflineForm = TypedOperation<CustomerFormArguments, CustomerSession>(
        "Customer.SubmitOfflineForm", .customer, routes: [.customer("POST", "session/offlineform", body: .arguments)])

    // MARK: The talk

    package static let postMessage = TypedOperation<PostMessageArguments, RecordAnswer<ChatMessage>>(
        "Customer.PostMessage", .customer, routes: [.customer("POST", "session/messages", body: .arguments)])

    package static let getMessages = TypedOperation<GetMessagesArguments, ListAnswer<ChatMessage>>(
        "Customer.GetMessages", .customer, routes: [.customer("GET", "session/messages", query: ["after"])])

    package static let setTyping = TypedOperation<TypingArguments, NothingAnswer>(
        "Customer.SetTyping", .customer, routes: [.customer("POST", "session/typing", body: .arguments)])

    package static let markRead = TypedOperation<MessageIDArguments, NothingAnswer>(
        "Customer.MarkRead", .customer, routes: [.customer("POST", "session/read", body: .arguments)])

    package static let clickOption = TypedOperation<ClickOptionArguments, RecordAnswer<ChatMessage>>(
        "Customer.ClickOption", .customer, routes: [.customer("POST", "session/options", body: .arguments)])

    // MARK: Afterwards

    package static let rate = TypedOperation<RateArguments, CustomerSession>(
        "Customer.Rate", .customer, routes: [.customer("POST", "session/rating", body: .arguments)])

    package static let requestTranscript = TypedOperation<TranscriptRequestArguments, NothingAnswer>(
        "Customer.RequestTranscript", .customer, routes: [.customer("POST", "session/transcript", body: .arguments)])

    static let customers: [Operation] = [
        startSession.operation, getSession.operation, returnToSession.operation, leaveSession.operation, submitForm.operation,
        consent.operation, askFaq.operation, answerFaq.operation, openOfflineForm.operation, submitOfflineForm.operation, postMessage.operation, getMessages.operation,
        setTyping.operation, markRead.operation, clickOption.operation, rate.operation, requestTranscript.operation,
    ]
}
