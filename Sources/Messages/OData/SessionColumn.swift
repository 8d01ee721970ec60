/// A column of the session lists: what may be filtered and sorted by.
package enum SessionColumn: Sendable, Hashable, CaseIterable {
    case chatSessionID, topicID, userID, personID, customerAlias, customerHost, customerName, customerEmail, customerPhone
    case customerConsented, customerCompanyName, status, firstMessage, lastMessage, whenRequested, whenStarted, whenEnded
    case whenIdle, whenFetched, initialQueuePos, alertLevel, rank, flags, contactID, projectID, saleID, ticketID, transferTo
    case chatbotIsActive, rating, modified, topicName, userName, personName, contactName, transferToName

    /// What a column's values are.
    package enum Kind: Sendable, Hashable {
        case integer, text, bool, date
        /// The number of an associate.
        case associate
        /// A name of `ChatSessionStatus`, or its number.
        case status
    }

    package var kind: Kind {
        switch self {
        case .customerAlias, .customerHost, .customerName, .customerEmail, .customerPhone, .customerCompanyName, .firstMessage,
            .lastMessage, .topicName, .userName, .personName, .contactName, .transferToName:
            .text
        case .customerConsented, .chatbotIsActive: .bool
        case .whenRequested, .whenStarted, .whenEnded, .whenIdle, .whenFetched, .modified: .date
        case .userID, .transferTo: .associate
        case .status: .status
        default: .integer
        }
    }

    /// The column's names: first the one under which a list shows it, which is the field's path in a session; then those
    /// that the vendor's archive of sessions has for it.
    package var names: [String] {
        switch self {
        case .chatSessionID: ["chatSessionId", "id"]
        case .topicID: ["topicId", "chatTopic/chatTopicId"]
        case .userID: ["user/associateId", "associateId", "associate/associateId"]
        case .personID: ["person/personId", "personId"]
        case .customerAlias: ["customerAlias"]
        case .customerHost: ["customerHost"]
        case .customerName: ["customerName"]
        case .customerEmail: ["customerEmail"]
        case .customerPhone: ["customerPhone"]
        case .customerConsented: ["customerConsented"]
        case .customerCompanyName: ["customerCompanyName"]
        case .status: ["status"]
        case .firstMessage: ["firstMessage"]
        case .lastMessage: ["lastMessage"]
        case .whenRequested: ["whenRequested", "registeredDate", "date"]
        case .whenStarted: ["whenStarted"]
        case .whenEnded: ["whenEnded"]
        case .whenIdle: ["whenIdle"]
        case .whenFetched: ["whenFetched"]
        case .initialQueuePos: ["initialQueuePos", "queueLength"]
        case .alertLevel: ["alertLevel"]
        case .rank: ["rank"]
        case .flags: ["flags"]
        case .contactID: ["contact/contactId", "contactId"]
        case .projectID: ["project/projectId", "projectId"]
        case .saleID: ["sale/saleId", "saleId"]
        case .ticketID: ["ticket/ticketId", "ticketId"]
        case .transferTo: ["transferTo/associateId"]
        case .chatbotIsActive: ["chatbotIsActive"]
        case .rating: ["rating"]
        case .modified: ["updatedDate"]
        case .topicName: ["chatTopic/name"]
        case .userName: ["user/fullName", "associate/fullName", "agent"]
        case .personName: ["person/fullName"]
        case .contactName: ["contact/name"]
        case .transferToName: ["transferTo/fullName"]
        }
    }

    /// The name under which a list shows it.
    package var name: String { names.first ?? "" }

    private static let byName: [String: SessionColumn] = {
        var table: [String: SessionColumn] = [:]
        for column in allCases {
            for name in column.names { table[name.lowercased()] = column }
        }
        return table
    }()

    /// The column of that name, in any case.
    package init?(named name: String) {
        guard let found = Self.byName[name.lowercased()] else { return nil }
        self = found
    }
}
