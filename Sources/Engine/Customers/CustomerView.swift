import Carriers
import Localization
import Messages
import Sessions
import Storage
import Wire

extension Engine {
    /// A session as its customer sees it, in the language that the customer asked for when it began; what a request asks for
    /// besides finds plain texts then.
    func view<T: Reading<OperationError> & ~Copyable>(
        _ row: SessionRow, of topic: ChatTopicEntity, at now: Int64, _ transaction: borrowing T
    ) throws(OperationError) -> CustomerSession {
        let texts = texts(of: row)
        func shown(_ text: String?) -> String? { text.map { texts.localize($0) ?? $0 } }

        let (state, policy) = (SessionState(row), TopicPolicy(topic))
        var view = CustomerSession()
        view.chatSessionID = row.id
        view.chatTopicID = row.topicID
        view.topicName = shown(topic.name)
        view.status = state.status
        view.customerName = row.customerName
        view.customerConsented = row.customerConsented
        view.whenRequested = DateTime(stored: row.whenRequested)
        view.whenStarted = DateTime(stored: row.whenStarted)
        view.whenEnded = DateTime(stored: row.whenEnded)
        view.agentTyping = state.isUserTyping
        view.chatbotIsActive = row.chatbotIsActive
        view.rating = row.rating
        view.offersRating = policy.takesRatings
        view.ratingText = shown(topic.widgetRatingText)
        view.offersTranscript = policy.sendsTranscripts
        view.welcomeTitle = shown(topic.widget?.welcomeTitle)
        view.welcomeMessage = shown(topic.widget?.welcomeMessage)
        view.asksConsent = !row.customerConsented && (policy.collectsConsent || (state.status == .offlineForm && policy.collectsOfflineConsent))
        view.agentName =
            row.chatbotIsActive ? shown(topic.botSettings?.botName) : try AgentNames(topic).name(ofAssociate: row.userID, transaction)

        let widget = topic.widget
        switch state.status {
        case .preChatForm:
            view.formMessage = shown(widget?.preFormMessage)
            view.requiredFields.bits = policy.requiredFields & ~CustomerForm.unasked
        case .offlineForm:
            (view.formHeader, view.formMessage) = (shown(widget?.offlineHeader), shown(widget?.offlineMessage))
            view.requiredFields.bits = policy.offlineFields & ~CustomerForm.unasked
        case .finished where policy.usesPostForm:
            (view.formHeader, view.formMessage) = (shown(widget?.postFormHeader), shown(widget?.postFormMessage))
        case .inQueue:
            let position = try transaction.queuePosition(ofSession: row.id) ?? 1
            view.queuePosition = position
            view.queueText = shown(policy.queueText).map {
                QueueText.fill($0, position: position, averageWait: policy.acceptance.seconds)
            }
            view.offersOfflineForm = Queue.opensOfflineForm(
                policy.queueForm, requested: state.whenRequested, ahead: position - 1, at: Moment(ticks: now))
        default: break
        }
        let news = try transaction.newsForCustomer(
            ofSession: row.id, now: now, hiding: CustomerMessages.hidden, counting: CustomerMessages.talk)
        (view.lastMessageID, view.unreadCount) = (news.lastID, news.unread)
        return view
    }
}

/// What agents are called before customers: in full, or by the first name where the topic says so.
struct AgentNames {
    private let usesFirstname: Bool
    private let botName: String?

    init(_ topic: ChatTopicEntity) {
        usesFirstname = topic.widget?.useAgentFirstname ?? false
        botName = topic.botSettings?.botName
    }

    /// nil for nobody.
    func name<T: Reading<OperationError> & ~Copyable>(
        ofAssociate id: Int32, _ transaction: borrowing T
    ) throws(OperationError) -> String? {
        if id == 0 { return nil }
        let name = try transaction.name(ofAssociate: id)
        guard usesFirstname else { return name }
        // Only the one field is looked at.
        if let associate = try Associate.load(id, transaction), let document = try transaction.document(.person, id: associate.personID),
            case .string(let first)? = try StoredPlace("persons", associate.personID, "document").members(of: document, Person.typeName)
                .first(where: { $0.name == "Firstname" })?.value, !first.isEmpty
        {
            return first
        }
        return AgentNames.firstWord(name)
    }

    /// A message without more of its author's name than the customer is to know. Who wrote it is not stored as a number, so
    /// of a name the first word stays.
    func hideSurname(in message: inout ChatMessage) {
        guard usesFirstname, message.type != .toUser, message.specialType != .clickedOption, let author = message.author,
            author != botName
        else { return }
        message.author = AgentNames.firstWord(author)
    }

    private static func firstWord(_ name: String) -> String {
        name.split(separator: " ").first.map(String.init) ?? name
    }
}
