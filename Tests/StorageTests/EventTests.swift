import Foundation
import Testing

@testable import Storage

@Suite("The log of events")
struct EventTests {
    @Test("An event comes back with every column as it was appended, numbered from 1")
    func columns() throws {
        let desk = try Desk()
        var event = EventRow(at: 638_000_000_000_000_001, kind: 3)
        event.sessionID = 1
        event.topicID = 10
        event.oldStatus = 0
        event.newStatus = 4
        event.messageID = 6
        event.associateID = 2
        event.details = #"{"a":1}"#
        try desk.store.writing { writer throws in
            #expect(try writer.append(event) == 1)
            #expect(try writer.append(EventRow(at: 2, kind: 0)) == 2)
            event.seq = 1
            var bare = EventRow(at: 2, kind: 0)
            bare.seq = 2
            let page = try writer.events(after: 0)
            #expect(page == EventPage(events: [event, bare], position: 2))
        }
    }

    @Test("Pages follow each other without gap or repetition, and an empty log has none")
    func pages() throws {
        let desk = try Desk()
        #expect(try desk.store.reading { reader in try reader.events(after: 0) } == EventPage(position: 0))
        #expect(try desk.store.reading { reader in try reader.events(after: 5) } == EventPage(position: 0))
        try append(25, to: desk)
        var seen: [Int64] = []
        var cursor: Int64 = 0
        var page = EventPage(position: 0)
        repeat {
            page = try desk.store.reading { reader in try reader.events(after: cursor, limit: 10) }
            seen += page.events.map(\.seq)
            cursor = page.position
        } while page.hasMore
        #expect(seen == Array(1...25))
        #expect(cursor == 25)
        #expect(try desk.store.reading { reader in try reader.events(after: 99) } == EventPage(position: 25))
    }

    @Test("A filter picks by topic, session and kind, and moves on past what it leaves out")
    func filters() throws {
        let desk = try Desk()
        try append(30, to: desk)
        func page(
            _ filter: EventFilter, after cursor: Int64 = 0, limit: Int = 100, reach: Int = 1000
        ) throws -> EventPage {
            try desk.store.reading { reader in
                try reader.events(after: cursor, matching: filter, limit: limit, reach: reach)
            }
        }
        let topic = try page(EventFilter(topicIDs: [20]))
        #expect(topic.events.map(\.seq) == Array(stride(from: 1, through: 29, by: 2)))
        #expect(topic.position == 30)
        let none = try page(EventFilter(topicIDs: []))
        #expect(none == EventPage(position: 30))
        let session = try page(EventFilter(sessionID: 2))
        #expect(session.events.map(\.seq) == Array(stride(from: 2, through: 29, by: 3)))
        #expect(session.position == 30)
        let both = try page(EventFilter(sessionID: 2, kinds: [1]))
        #expect(both.events.map(\.seq) == [11, 26])
        let kinds = try page(EventFilter(kinds: [0, 4]), after: 10, limit: 2)
        #expect(kinds.events.map(\.seq) == [14, 15])
        #expect(kinds.position == 15)
        #expect(kinds.hasMore)
        let rare = try page(EventFilter(kinds: [4]), after: 4, limit: 2, reach: 3)
        #expect(rare.events == [])
        #expect(rare.position == 7)
        #expect(rare.hasMore)
        let first = try page(EventFilter(sessionID: 2), limit: 4)
        #expect(first.events.map(\.seq) == [2, 5, 8, 11])
        #expect(first.position == 11)
        #expect(first.hasMore)
    }

    @Test("What is pruned is missed by a cursor that had not come so far, and counted; the newest event always stays")
    func pruning() throws {
        let desk = try Desk()
        try append(10, to: desk)
        try desk.store.writing { writer throws in
            #expect(try writer.pruneEvents(before: 5, limit: 3) == 3)
            #expect(try writer.pruneEvents(before: 5, limit: 3) == 1)
            #expect(try writer.pruneEvents(before: 5, limit: 3) == 0)
            #expect(try writer.eventBounds() == EventBounds(oldest: 5, newest: 10))
            #expect(try writer.events(after: 2).missed == 2)
            #expect(try writer.events(after: 2).events.map(\.seq) == Array(5...10))
            #expect(try writer.events(after: 4).missed == 0)
            #expect(try writer.pruneEvents(before: .max) == 5)
            #expect(try writer.eventBounds() == EventBounds(oldest: 10, newest: 10))
            #expect(try writer.append(EventRow(at: 1, kind: 0)) == 11)
            #expect(try writer.events(after: 0, matching: EventFilter(topicIDs: [])).missed == 9)
        }
    }

    @Test("A transaction that is taken back leaves no event and no gap")
    func noGap() throws {
        let desk = try Desk()
        try append(2, to: desk)
        _ = storeError {
            try desk.store.writing { writer throws in
                try writer.append(EventRow(at: 3, kind: 0))
                throw StoreError(.internal, "The body's own.")
            }
        }
        #expect(desk.store.events.newest == 2)
        #expect(try desk.store.writing { writer in try writer.append(EventRow(at: 3, kind: 0)) } == 3)
        #expect(desk.store.events.newest == 3)
    }

    @Test("A cursor is kept under its name, moved, listed and deleted, also over a restart")
    func cursors() throws {
        let folder = try Folder()
        let desk = try Desk(url: folder.url())
        try desk.store.writing { writer throws in
            try writer.save(EventCursorRow(name: "webhooks", seq: 7, moved: 1))
            try writer.save(EventCursorRow(name: "bot", seq: 9, moved: 2))
            try writer.save(EventCursorRow(name: "webhooks", seq: 5, moved: 3))
        }
        desk.store.close()
        let again = try Store(url: folder.url())
        try again.writing { writer throws in
            #expect(try writer.eventCursor(named: "webhooks") == EventCursorRow(name: "webhooks", seq: 5, moved: 3))
            #expect(try writer.eventCursors().map(\.name) == ["bot", "webhooks"])
            #expect(try writer.deleteEventCursor(named: "bot"))
            #expect(try !writer.deleteEventCursor(named: "bot"))
            #expect(try writer.eventCursor(named: "bot") == nil)
        }
    }

    /// Event n happened at n, in session n % 3, in topic 10 or 20, and is of kind n % 5.
    private func append(_ count: Int32, to desk: Desk) throws {
        try desk.store.writing { writer throws in
            for number in 1...count {
                var event = EventRow(at: Int64(number), kind: number % 5)
                event.sessionID = number % 3
                event.topicID = number % 2 == 0 ? 10 : 20
                try writer.append(event)
            }
        }
    }
}
