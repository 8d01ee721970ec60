/// A question for sessions as a value: which ones, in what order, how many. Sessions that are invalid (0) or deleted (8)
/// are in no list.
///
/// Whoever asks says what in cases of these types and in values; no text of theirs becomes part of a statement.
package struct ListQuery: Sendable, Hashable {
    package var scope: ListScope
    /// nil leaves nothing out.
    package var condition: ListCondition?
    /// The first is the most important; what is equal in all of them comes by id. Empty is by `whenRequested`.
    package var order: [ListSort] = []
    package var offset: Int32 = 0
    package var limit: Int32

    package init(_ scope: ListScope, limit: Int32) {
        self.scope = scope
        self.limit = limit
    }
}

/// Where a list looks.
package enum ListScope: Sendable, Hashable {
    /// In all topics in which the associate holds any right.
    case member(Int32)
    /// In one topic, whoever asks.
    case topic(Int32)
}

/// What a list is sorted by.
package struct ListSort: Sendable, Hashable {
    package var field: ListField
    package var isDescending: Bool

    package init(_ field: ListField, isDescending: Bool = false) {
        self.field = field
        self.isDescending = isDescending
    }
}

/// What sessions have to be like. A condition holds or does not: there is no third way, so `not` is the opposite.
package indirect enum ListCondition: Sendable, Hashable {
    /// Each of them holds; of none, it holds.
    case all([ListCondition])
    /// One of them holds; of none, it does not hold.
    case any([ListCondition])
    case not(ListCondition)
    case test(ListField, ListRelation)

    /// What a query may have of these in all, of values, and of one inside the other. `Store` refuses more.
    package enum Bounds {
        package static let conditions = 512
        package static let values = 2048
        package static let depth = 40
        package static let sorts = 128
    }
}

/// What is asked of one field.
///
/// Numbers and dates (in ticks) compare as numbers; a session without a date is none that is less, greater or between, and
/// one without a reference has 0. Texts compare without regard to case; one that is missing is as good as empty, but
/// for `isNone`. Yes and no are 1 and 0.
package enum ListRelation: Sendable, Hashable {
    case equal(ListValue)
    case less(ListValue)
    case lessOrEqual(ListValue)
    case greater(ListValue)
    case greaterOrEqual(ListValue)
    /// Both ends belong to it.
    case between(ListValue, ListValue)
    case oneOf([ListValue])
    /// For texts only, these three.
    case begins(String)
    case contains(String)
    case ends(String)
    /// There is no reference, date or text. A plain number is never none.
    case isNone
}

/// What a field is compared with: a number for numbers, references, dates and yes or no; a text for texts.
package enum ListValue: Sendable, Hashable {
    case integer(Int64)
    case real(Double)
    case text(String)
}

/// A field of a session, or of what it refers to, that lists know.
package enum ListField: Sendable, Hashable, CaseIterable {
    case id, topicID, userID, personID, customerAlias, customerHost, customerName, customerEmail, customerPhone
    case customerConsented, customerCompanyName, status, firstMessage, lastMessage, whenRequested, whenStarted, whenEnded
    case whenIdle, whenFetched, initialQueuePos, alertLevel, rank, flags, contactID, projectID, saleID, ticketID
    case transferTo, chatbotIsActive, rating, modified, priority, language
    /// Of the records that the session refers to. They are looked up for each session that the rest leaves in.
    case topicName, userName, personName, contactName, transferToName

    package enum Kind: Sendable, Hashable {
        case number, reference, date, text
    }

    package var kind: Kind {
        switch self {
        case .id, .topicID, .customerConsented, .status, .initialQueuePos, .alertLevel, .rank, .flags, .chatbotIsActive,
            .rating, .priority:
            .number
        case .userID, .personID, .contactID, .projectID, .saleID, .ticketID, .transferTo: .reference
        case .whenRequested, .whenStarted, .whenEnded, .whenIdle, .whenFetched, .modified: .date
        case .customerAlias, .customerHost, .customerName, .customerEmail, .customerPhone, .customerCompanyName,
            .firstMessage, .lastMessage, .language, .topicName, .userName, .personName, .contactName, .transferToName:
            .text
        }
    }
}
