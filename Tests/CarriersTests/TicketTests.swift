import Carriers
import Testing
import Wire

@Suite("Two generations of tickets")
struct TicketTests {
    private func names(_ ticket: Ticket) throws -> [String] {
        var ticket = ticket
        var encoder = JSONEncoder()
        ticket.write(to: &encoder)
        guard case .object(let members) = try JSONValue(encoder.finish().text()) else { return [] }
        return members.map(\.name)
    }

    @Test("A ticket of today has no field of the earlier release, and its status's text stands beside the status")
    func today() throws {
        let names = try names(Ticket())
        #expect(!names.contains { $0.hasPrefix("CustF") || $0.hasPrefix("CustM") || $0.hasPrefix("CustL") })
        #expect(names.firstIndex(of: "TicketStatusDisplayValue") == names.firstIndex(of: "TicketStatus").map { $0 + 1 })
        #expect(Set(names).count == names.count)
    }

    @Test("A ticket of the earlier release keeps its customer's names and its status's text behind them")
    func earlier() throws {
        let ticket = try Ticket(
            json: #"{"TicketId":4,"CustFirstname":"Kari","CustLastname":"Nes","CustFullname":"Kari Nes","TicketStatusDisplayValue":"Open"}"#)

        let names = try names(ticket)

        #expect(ticket.custFirstname == "Kari")
        #expect(ticket.ticketStatusDisplayValue == "Open")
        #expect(names.filter { $0 == "TicketStatusDisplayValue" }.count == 1)
        #expect(names.firstIndex(of: "TicketStatusDisplayValue") == names.firstIndex(of: "CustFullname").map { $0 + 1 })
        #expect(!names.contains("CustMiddleName"))
    }

    @Test(
        "Either order of the fields is read",
        arguments: [
            #"{"TicketStatusDisplayValue":"Open","CustFullname":"Kari"}"#,
            #"{"CustFullname":"Kari","TicketStatusDisplayValue":"Open"}"#,
        ])
    func anyOrder(json: String) throws {
        let ticket = try Ticket(json: json)
        #expect(ticket.ticketStatusDisplayValue == "Open")
        #expect(ticket.custFullname == "Kari")
        #expect(ticket.unknown.isEmpty)
    }

    @Test("A field of the earlier release that stands twice is refused")
    func twice() {
        let error = #expect(throws: WireError.self) { try Ticket(json: #"{"CustFullname":"Kari","CustFullname":"Kari"}"#) }
        #expect(error?.kind == .malformed)
    }

    @Test("The field that moved between the generations is refused when it stands twice, whatever stands between")
    func movedTwice() {
        let error = #expect(throws: WireError.self) {
            try Ticket(
                json: #"{"TicketStatusDisplayValue":"a","CustFullname":"Kari","TicketStatusDisplayValue":"b"}"#)
        }
        #expect(error?.kind == .malformed)
        #expect(error?.path == "TicketStatusDisplayValue")
    }
}
