import Testing

@testable import Storage

@Suite("Offers and promises")
struct OfferTests {
    @Test("What waits and is offered to nobody comes in the order of the queue; offers are counted for each agent")
    func offered() throws {
        let desk = try Desk()
        for (id, until) in [(1, 0), (2, 70), (3, 0), (4, 60), (5, 50)] as [(Int32, Int64)] {
            try desk.addSession(id, topic: 10, status: 4, requested: 100 - Int64(id))
            try desk.store.writing { writer throws in
                var row = try #require(try writer.session(id: id))
                row.offeredUntil = until
                row.transferTo = until == 0 ? 0 : id == 5 ? 2 : 1
                try writer.update(row)
            }
        }
        try desk.store.reading { reader throws in
            #expect(try reader.unoffered(inTopic: 10, limit: 9).map(\.id) == [3, 1])
            #expect(try reader.unoffered(inTopic: 10, limit: 1).map(\.id) == [3])
            #expect(try reader.unoffered(inTopic: 20, limit: 9).isEmpty)
            #expect(try reader.offeredSessions() == [1: 2, 2: 1])
            #expect(try reader.sessions(offeredTo: 1) == [4, 2])
            #expect(try reader.sessions(offeredTo: 3).isEmpty)
        }
    }

    @Test("The last offer to each agent is kept until it is forgotten, or the session goes")
    func asked() throws {
        let desk = try Desk()
        for id: Int32 in [1, 2] { try desk.addSession(id, topic: 10, status: 4) }
        try desk.store.writing { writer throws in
            for (session, agent, time) in [(1, 1, 5), (1, 2, 6), (1, 1, 7), (2, 1, 8)] as [(Int32, Int32, Int64)] {
                try writer.saveOffer(ofSession: session, to: agent, at: time)
            }
            #expect(try writer.offers(ofSession: 1) == [1: 7, 2: 6])
            try writer.deleteOffers(ofSession: 1)
            #expect(try writer.offers(ofSession: 1).isEmpty)
            try writer.deleteSession(id: 2)
            #expect(try writer.offers(ofSession: 2).isEmpty)
        }
    }

    @Test("Promises are broken in their order, and each session has one")
    func promises() throws {
        let desk = try Desk()
        for id: Int32 in [1, 2, 3] { try desk.addSession(id, topic: 10, status: 4) }
        try desk.store.writing { writer throws in
            #expect(try writer.earliestServiceLevel() == nil)
            for (session, due) in [(1, 50), (2, 40), (3, 60), (1, 30)] as [(Int32, Int64)] {
                try writer.saveServiceLevel(ofSession: session, due: due)
            }
            #expect(try writer.earliestServiceLevel() == 30)
            #expect(try writer.brokenServiceLevels(at: 40, limit: 9) == [1, 2])
            #expect(try writer.brokenServiceLevels(at: 60, limit: 1) == [1])
            try writer.deleteServiceLevel(ofSession: 1)
            try writer.deleteSession(id: 2)
            #expect(try writer.earliestServiceLevel() == 60)
        }
    }
}
