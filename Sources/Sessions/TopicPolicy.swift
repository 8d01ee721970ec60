package import Carriers

/// What the rules need to know of a topic.
package struct TopicPolicy: Hashable, Sendable {
    package var usesBot = false
    package var usesPreForm = false
    package var usesFaq = false
    package var usesPostForm = false
    /// What the form before the chat asks for.
    package var requiredFields: Int32 = 0
    /// What the offline form asks for.
    package var offlineFields: Int32 = 0
    package var collectsConsent = false
    package var collectsOfflineConsent = false
    /// Whether requests may be posted from the offline form.
    package var takesRequests = false
    package var takesRatings = false
    package var sendsTranscripts = false
    package var welcomeMessage: String?
    /// The queue's text, when the topic has one of its own.
    package var queueText: String?
    package var newChatWarnings = WarningTimes()
    package var messageWarnings = WarningTimes()
    package var queueForm: QueueForm?
    package var acceptance = TopicAcceptance()
    package var timeouts = SessionTimeouts()

    package init() {}
}

/// After how many minutes agents and managers are warned; 0 is never.
package struct WarningTimes: Hashable, Sendable {
    package var agents: Int32
    package var managers: Int32

    package init(agents: Int32 = 0, managers: Int32 = 0) {
        self.agents = agents
        self.managers = managers
    }
}

/// When the offline form opens from the queue. Either bound suffices; one that is 0 is none.
package struct QueueForm: Hashable, Sendable {
    package var minutes: Int32
    package var length: Int32

    package init(minutes: Int32, length: Int32) {
        self.minutes = minutes
        self.length = length
    }
}

/// After how many minutes sessions are closed for the customer's silence, which is a setting of the host; 0 is never.
package struct SessionTimeouts: Hashable, Sendable {
    /// Without a message.
    package var idle: Int32
    /// Without a sign of life from the customer's client.
    package var dead: Int32

    package init(idle: Int32 = 0, dead: Int32 = 0) {
        self.idle = idle
        self.dead = dead
    }
}

extension TopicPolicy {
    package init(_ topic: ChatTopicEntity, timeouts: SessionTimeouts = SessionTimeouts()) {
        usesBot = topic.botEnabled
        if let widget = topic.widget {
            usesPreForm = widget.preFormEnabled
            usesFaq = widget.autoFaqEnabled
            usesPostForm = widget.postFormEnabled
            requiredFields = widget.requiredFields.bits
            offlineFields = widget.offlineFields.bits
            sendsTranscripts = widget.postTranscriptEnabled
        }
        collectsConsent = topic.collectConsent
        collectsOfflineConsent = topic.offlineCollectConsent
        takesRequests = topic.ticketEnabled
        takesRatings = topic.widgetEnableRating
        welcomeMessage = topic.welcomeMessage.flatMap { $0.isEmpty ? nil : $0 }
        queueText = topic.customQueueTextEnabled ? topic.customQueueText : nil
        newChatWarnings = WarningTimes(agents: topic.warnNewChatMinutes, managers: topic.warnManagerNewChatMinutes)
        messageWarnings = WarningTimes(agents: topic.warnChatMessageMinutes, managers: topic.warnManagerChatMessageMinutes)
        if topic.useQueueOfflineForm {
            queueForm = QueueForm(minutes: topic.offlineFormTimeLimit, length: topic.offlineFormQueueLength)
        }
        acceptance = TopicAcceptance(last: Moment(topic.lastAccept), seconds: topic.secondsPrAccept)
        self.timeouts = timeouts
    }
}
