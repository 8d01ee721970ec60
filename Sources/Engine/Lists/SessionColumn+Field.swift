import Messages
import Storage

extension SessionColumn {
    /// Where the store has it.
    var field: ListField {
        switch self {
        case .chatSessionID: .id
        case .topicID: .topicID
        case .userID: .userID
        case .personID: .personID
        case .customerAlias: .customerAlias
        case .customerHost: .customerHost
        case .customerName: .customerName
        case .customerEmail: .customerEmail
        case .customerPhone: .customerPhone
        case .customerConsented: .customerConsented
        case .customerCompanyName: .customerCompanyName
        case .status: .status
        case .firstMessage: .firstMessage
        case .lastMessage: .lastMessage
        case .whenRequested: .whenRequested
        case .whenStarted: .whenStarted
        case .whenEnded: .whenEnded
        case .whenIdle: .whenIdle
        case .whenFetched: .whenFetched
        case .initialQueuePos: .initialQueuePos
        case .alertLevel: .alertLevel
        case .rank: .rank
        case .flags: .flags
        case .contactID: .contactID
        case .projectID: .projectID
        case .saleID: .saleID
        case .ticketID: .ticketID
        case .transferTo: .transferTo
        case .chatbotIsActive: .chatbotIsActive
        case .rating: .rating
        case .modified: .modified
        case .topicName: .topicName
        case .userName: .userName
        case .personName: .personName
        case .contactName: .contactName
        case .transferToName: .transferToName
        }
    }
}
