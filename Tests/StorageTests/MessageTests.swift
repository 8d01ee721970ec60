import Foundation
import Testing

@testable import Storage

@Suite("Messages")
struct MessageTests {
    private let desk: Desk

    init() throws {
        desk = try Desk()
        try desk.addSession(1, topic: 10, status: 5)
        try desk.addSession(2, topic: 10, status: 5)
    }

    @Test("A message comes back with every column as it was posted, saved and replaced")
    func columns() throws {
        var message = MessageRow(id: 99, sessionID: 1)
        message.type = 2
        message.message = "Hei 😀"
        message.author = "Ola"
        message.readByCustomer = 1
        message.specialType = 17
        message.specialParam = #"["a"]"#
        message.whenPosted = 638_000_000_000_000_001
        message.clientID = "mine"
        message.extra = "{}"
        try desk.store.writing { writer throws in
            let posted = try writer.post(message)
            #expect(posted.isNew)
            message.id = 1
            #expect(posted.message == message)
            #expect(try writer.message(id: 1, ofSession: 1) == message)
            #expect(try writer.message(id: 1, ofSession: 2) == nil)
            message.id = 50
            message.clientID = nil
            #expect(try writer.save(message) == 50)
            message.author = "Kari"
            try writer.save(message)
            #expect(try writer.message(id: 50, ofSession: 1) == message)
        }
    }

    @Test("A message that is posted again under its sender's name for it is answered, not added, in its session alone")
    func postedAgain() throws {
        try desk.store.writing { writer throws in
            var message = MessageRow(sessionID: 1)
            message.message = "first"
            message.clientID = "a"
            let first = try writer.post(message)
            message.message = "second"
            let again = try writer.post(message)
            #expect(!again.isNew)
            #expect(again.message == first.message)
            message.sessionID = 2
            #expect(try writer.post(message).isNew)
            message.clientID = nil
            #expect(try writer.post(message).isNew)
            #expect(try writer.post(message).isNew)
            message = MessageRow(id: 7, sessionID: 1)
            message.clientID = "a"
            #expect(storeError { try writer.save(message) }?.kind == .constraint)
        }
    }

    @Test("Messages come in the order in which they are shown, and those of the future do not come yet")
    func order() throws {
        try post([(1, 30), (2, 10), (3, 20), (4, 20), (5, 90)])
        try desk.store.reading { reader throws in
            #expect(try reader.messages(ofSession: 1, now: 30).map(\.id) == [2, 3, 4, 1])
            #expect(try reader.messages(ofSession: 1, now: 29).map(\.id) == [2, 3, 4])
            #expect(try reader.messages(ofSession: 1, now: 90, limit: 2).map(\.id) == [2, 3])
            let three = MessagePosition(whenPosted: 20, id: 3)
            #expect(try reader.messages(ofSession: 1, after: three, now: 90).map(\.id) == [4, 1, 5])
            #expect(try reader.messages(ofSession: 2, now: 90) == [])
            #expect(try reader.lastMessage(ofSession: 1, now: 89)?.id == 1)
            #expect(try reader.lastMessage(ofSession: 1, now: 9) == nil)
            #expect(try reader.nextDelayedMessage(ofSession: 1, now: 29) == 30)
            #expect(try reader.nextDelayedMessage(ofSession: 1, now: 90) == nil)
        }
    }

    @Test("After a message means after its place; after a number that is no message of the session, after that number")
    func afterMessage() throws {
        try post([(1, 30), (2, 10), (3, 20), (5, 20), (8, 5)])
        try desk.store.reading { reader throws in
            #expect(try reader.messages(ofSession: 1, afterMessage: 3, now: 99).map(\.id) == [5, 1])
            #expect(try reader.messages(ofSession: 1, afterMessage: 0, now: 99).map(\.id) == [8, 2, 3, 5, 1])
            #expect(try reader.messages(ofSession: 1, afterMessage: 4, now: 99).map(\.id) == [8, 5])
            #expect(try reader.messages(ofSession: 1, afterMessage: 9, now: 99) == [])
            #expect(try reader.messages(ofSession: 1, afterMessage: -1, now: 99, limit: 1).map(\.id) == [8])
        }
    }

    @Test("Special types that are named are left out, all others are shown")
    func hiding() throws {
        try desk.store.writing { writer throws in
            for type in [0, 1, 5, 13, 62, 63, 500, -1] as [Int32] {
                var message = MessageRow(sessionID: 1)
                message.specialType = type
                _ = try writer.post(message)
            }
            let shown = try writer.messages(ofSession: 1, now: 0, hiding: [5, 62, 63, 500, -1, 13])
            #expect(shown.map(\.specialType) == [0, 1, 63, 500, -1])
            #expect(try writer.messages(ofSession: 1, afterMessage: 99, now: 0, hiding: [5]) == [])
            #expect(try writer.messages(ofSession: 1, afterMessage: -1, now: 0, hiding: [5]).count == 7)
        }
    }

    @Test("Reading is noted up to a message and no further, and counted once")
    func reading() throws {
        try post([(1, 10), (2, 20), (3, 20), (4, 30)])
        try desk.store.writing { writer throws in
            #expect(try writer.markRead(inSession: 1, upTo: MessagePosition(whenPosted: 20, id: 2)) == 2)
            #expect(try writer.markRead(inSession: 1, upTo: MessagePosition(whenPosted: 20, id: 3)) == 1)
            let two = MessagePosition(whenPosted: 20, id: 2)
            #expect(try writer.markRead(inSession: 1, after: two, upTo: MessagePosition(whenPosted: 20, id: 3)) == 0)
            #expect(try writer.messages(ofSession: 1, now: 99).map(\.readByCustomer) == [1, 1, 1, 0])
        }
    }

    @Test("A message belongs to a session that exists")
    func reference() throws {
        let error = storeError {
            try desk.store.writing { writer in try writer.post(MessageRow(sessionID: 3)) }
        }
        #expect(error?.kind == .constraint)
    }

    private func post(_ messages: [(id: Int32, at: Int64)]) throws {
        try desk.store.writing { writer throws in
            for (id, time) in messages {
                var message = MessageRow(id: id, sessionID: 1)
                message.whenPosted = time
                try writer.save(message)
            }
        }
    }
}
