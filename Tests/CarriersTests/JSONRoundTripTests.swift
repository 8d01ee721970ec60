import Testing
import Wire

@testable import Carriers

@Suite("Carriers to JSON and back")
struct JSONRoundTripTests {
    @Test("What is written reads back as the same, for random carriers of every shape")
    func identity() throws {
        try check(ChatSessionEntity.self, times: 150)
        try check(ChatTopicEntity.self, times: 30)
        try check(Ticket.self, times: 100)
        try check(Person.self, times: 50)
        try check(Contact.self, times: 50)
        try check(SoPrincipalCarrier.self, times: 30)
        try check(SoSystemInfoCarrier.self, times: 30)
        try check(ChatMessage.self, times: 30)
    }

    private func check<C: Carrier>(_ type: C.Type, times: UInt64) throws {
        for seed in 0..<times {
            var filler = RandomFiller(seed: seed)
            let written = encode(filler.filled(C.self))
            #expect(try encode(decode(C.self, written)) == written, "\(C.typeName) \(seed)")
            #expect(try encode(decode(C.self, reversed(written))) == written, "\(C.typeName) \(seed), fields in reverse")
        }
    }

    /// The same object with its fields, and those of every object in it that is no dictionary, the other way around.
    private func reversed(_ json: String) throws -> String {
        guard case .object(let members) = try JSONValue(json) else { return json }
        let known = members.filter { $0.name != "New\"Field" }
        return JSONValue.object(known.reversed() + members.filter { $0.name == "New\"Field" }).text
    }

    @Test("A ticket of an earlier release is written in its own form, one of today without the earlier fields")
    func generations() throws {
        let json = #"{"TicketId":1,"CustFirstname":"Ole","CustLastname":"","CustFullname":null,"TicketStatusDisplayValue":"Open"}"#
        let earlier = try decode(Ticket.self, json)
        let written = encode(earlier)
        #expect(written.contains(#""CustFirstname":"Ole","CustLastname":"","#))
        #expect(!written.contains("CustFullname") && !written.contains("CustMiddleName"))
        #expect(written.contains(#""FromAddress":null,"TicketStatusDisplayValue":"Open","ContactId""#))
        #expect(try encode(decode(Ticket.self, written)) == written)

        let today = try decode(Ticket.self, #"{"TicketId":1,"TicketStatusDisplayValue":"Open"}"#)
        #expect(encode(today).contains(#""TicketStatus":0,"TicketStatusDisplayValue":"Open","Origin""#))
        #expect(!encode(today).contains("Cust\u{46}irst"))
    }

    @Test("5,000 documents that were damaged are read or refused with a place inside them, and nothing traps")
    func mutations() throws {
        var random = SeededNumbers(seed: 9)
        let splinters = ["\"", "\\", "{", "}", "[", "]", ",", ":", "null", "-", "1e999", "\\ud800", "99999999999999999999", " \n", "\"ChatSessionId\":1,"]
            .map { Array($0.utf8) } + [[0x00], [0xFF], [0xC3], [0xED, 0xA0, 0x80]]
        var refused = 0
        for round in 0..<5000 {
            var filler = RandomFiller(seed: UInt64(round % 20))
            var bytes = Array(encode(filler.filled(ChatSessionEntity.self)).utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes.removeSubrange(place...)
                case 1: bytes.removeSubrange(place..<Swift.min(place + Int.random(in: 1...9, using: &random), bytes.count))
                case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 3: bytes.insert(contentsOf: splinters[Int.random(in: 0..<splinters.count, using: &random)], at: place)
                default: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
                }
            }
            do throws(WireError) {
                let written = try encode(decode(ChatSessionEntity.self, bytes))
                #expect(try encode(decode(ChatSessionEntity.self, written)) == written)
            } catch {
                refused += 1
                #expect((0...bytes.count).contains(error.offset), "\(error)")
                #expect(!error.message.isEmpty)
            }
        }
        #expect(refused > 2500)
    }
}
