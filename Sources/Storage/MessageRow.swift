/// One message of a session.
package struct MessageRow: Sendable, Hashable {
    /// 0 before the message is first saved.
    package var id: Int32 = 0
    package var sessionID: Int32 = 0
    package var type: Int32 = 0
    package var message: String?
    package var author: String?
    package var readByCustomer: Int16 = 0
    package var specialType: Int32 = 0
    package var specialParam: String?
    /// Ticks, UTC. A message of the future is not shown before it.
    package var whenPosted: Int64 = 0
    /// What its sender calls it; another message of the session is never called the same.
    package var clientID: String?
    /// JSON of the fields that this version of the library does not know.
    package var extra: String?

    package init(id: Int32 = 0, sessionID: Int32) {
        self.id = id
        self.sessionID = sessionID
    }

    /// Where the message stands in its session.
    package var position: MessagePosition { MessagePosition(whenPosted: whenPosted, id: id) }

    init(_ row: inout SQLiteRow) {
        id = row.int32()
        sessionID = row.int32()
        type = row.int32()
        message = row.optionalText()
        author = row.optionalText()
        readByCustomer = row.int16()
        specialType = row.int32()
        specialParam = row.optionalText()
        whenPosted = row.deadline()
        clientID = row.optionalText()
        extra = row.optionalText()
    }

    var values: [SQLiteValue] {
        [
            .integer(id), .integer(sessionID), .integer(type), .text(message), .text(author),
            .integer(Int64(readByCustomer)), .integer(specialType), .text(specialParam), .integer(whenPosted),
            .text(clientID), .text(extra),
        ]
    }
}

/// A place in the order of a session's messages: the moment from which a message is shown, then its id.
package struct MessagePosition: Sendable, Hashable, Comparable {
    package var whenPosted: Int64
    package var id: Int32

    package init(whenPosted: Int64, id: Int32) {
        self.whenPosted = whenPosted
        self.id = id
    }

    /// Before every message.
    package static let start = MessagePosition(whenPosted: .min, id: 0)

    package static func < (left: MessagePosition, right: MessagePosition) -> Bool {
        (left.whenPosted, left.id) < (right.whenPosted, right.id)
    }
}
