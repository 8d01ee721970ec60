import Messages
import Testing
import Wire

@testable import Engine

@Suite("What a customer fills in, and how it ends")
struct CustomerFormTests {
    private static let preForm = #","Widget":{"PreFormEnabled":true,"RequiredFields":"Email, Name","OfflineFields":"Phone"},"TicketEnabled":true"#

    @Test("The form before the chat leads to the queue, and its message is the first one")
    func form() throws {
        let desk = try Customer.desk(Self.preForm)
        let customer = try Customer(desk, #","CustomerName":"Kari""#)
        let view = try customer.call("SubmitForm", #"{"CustomerEmail":"kari@example.com","Message":"Hello?"}"#)
        #expect(view["Status"]?.string == "InQueue")
        let session = try desk.session(customer.session)
        #expect(session["CustomerEmail"]?.string == "kari@example.com")
        #expect(session["CustomerName"]?.string == "Kari")
        #expect(session["FirstMessage"]?.string == "Hello?")
        #expect(try desk.events().contains("changed 108: PreChatForm > InQueue"))
    }

    @Test(
        "A field that is missing or too long is named, and nothing of the form is stored",
        arguments: [
            ("{}", .value, "CustomerEmail"), (#"{"CustomerEmail":"k@example.com"}"#, .value, "CustomerName"),
            (#"{"CustomerEmail":"","CustomerName":"Kari"}"#, .value, "CustomerEmail"),
            (#"{"CustomerEmail":"k@example.com","CustomerName":"\#(String(repeating: "k", count: 256))"}"#, .value, "CustomerName"),
            (#"{"CustomerEmail":"k@example.com","CustomerName":"Kari","Message":"\#(String(repeating: "k", count: 65_537))"}"#, .limit, "Message"),
        ] as [(String, OperationError.Kind, String)])
    func incomplete(form: String, kind: OperationError.Kind, path: String) throws {
        let desk = try Customer.desk(Self.preForm)
        let customer = try Customer(desk)
        let error = failure { try customer.call("SubmitForm", form) }
        #expect(error?.kind == kind)
        #expect(error?.path == path)
        #expect(try customer.status() == "PreChatForm")
        #expect(try desk.session(customer.session)["CustomerEmail"] == .null)
    }

    @Test("A form is for its own status", arguments: ["SubmitForm", "SubmitOfflineForm"])
    func status(operation: String) throws {
        let customer = try Customer(try Customer.desk())
        let error = failure { try customer.call(operation, #"{"Message":"x"}"#) }
        #expect(error?.kind == .conflict)
        #expect(error?.path == "Status")
        #expect(error?.message.contains("InQueue") == true)
    }

    @Test("A request is posted when nobody is there, and the host learns of it")
    func offline() throws {
        let desk = try Customer.desk(#","TicketEnabled":true,"OfflineCollectConsent":true,"Widget":{"OfflineFields":"Phone","OfflineHeader":"Away"}"#, isAttended: false)
        try desk.setPresence(of: 1, to: false)
        let customer = try Customer(desk)
        let view = try customer.view()
        #expect(view["Status"]?.string == "OfflineForm")
        #expect(view["FormHeader"]?.string == "Away")
        #expect(view["RequiredFields"]?.string == "Phone")
        #expect(view["AsksConsent"] == .bool(true))
        for (form, path) in [
            (#"{"CustomerPhone":"1","CustomerConsented":true}"#, "Message"), (#"{"Message":"x","CustomerConsented":true}"#, "CustomerPhone"),
            (#"{"Message":"x","CustomerPhone":"1"}"#, "CustomerConsented"),
        ] {
            let error = failure { try customer.call("SubmitOfflineForm", form) }
            #expect(error?.kind == .value)
            #expect(error?.path == path)
        }
        let posted = try customer.call("SubmitOfflineForm", #"{"Message":"Call me","CustomerPhone":"12345678","CustomerConsented":true}"#)
        #expect(posted["Status"]?.string == "RequestPosted")
        #expect(try desk.session(customer.session)["CustomerPhone"]?.string == "12345678")
        let events = try desk.events()
        #expect(events.suffix(2) == ["changed 108: OfflineForm > RequestPosted", "chatsession.requestposted 108"])
        #expect(failure { try customer.say("more") }?.kind == .conflict)
    }

    @Test("A topic that takes no requests says so")
    func noRequests() throws {
        let desk = try Customer.desk(isAttended: false)
        let customer = try Customer(desk)
        let error = failure { try customer.call("SubmitOfflineForm", #"{"Message":"Call me"}"#) }
        #expect(error?.kind == .conflict)
        #expect(try customer.status() == "OfflineForm")
        #expect(try customer.messages().isEmpty)
    }

    @Test("Consent that is asked for may be given later, in a session that an agent began")
    func consent() throws {
        let desk = try Customer.desk(#","CollectConsent":true"#)
        let session = try desk.call("Chat.CreateChatSessionForTopic", #"{"ChatTopicId":1}"#, as: "ben")
        let caller = #"{"SessionKey":"\#(try #require(session["SessionKey"]?.string))"}"#
        let refused = failure { try desk.call("Customer.PostMessage", #"{"Message":"x"}"#, caller: caller) }
        #expect(refused?.kind == .conflict)
        #expect(try desk.call("Customer.Consent", caller: caller)["AsksConsent"] == .bool(false))
        _ = try desk.call("Customer.PostMessage", #"{"Message":"x"}"#, caller: caller)
    }

    @Test("The queue may be left for the offline form when the topic's bound is passed")
    func openForm() throws {
        let desk = try Customer.desk(#","UseQueueOfflineForm":true,"OfflineFormTimeLimit":5"#)
        let customer = try Customer(desk)
        let early = failure { try customer.call("OpenOfflineForm") }
        #expect(early?.kind == .conflict)
        #expect(early?.path == "Status")
        #expect(try customer.view()["OffersOfflineForm"] == .bool(false))
        desk.clock.advance(seconds: 300)
        #expect(try customer.view()["OffersOfflineForm"] == .bool(true))
        #expect(try customer.call("OpenOfflineForm")["Status"]?.string == "OfflineForm")
    }

    @Test("Leaving ends the session where it is, and once more closes it")
    func leave() throws {
        let desk = try Customer.desk()
        let queued = try Customer(desk)
        #expect(try queued.call("Leave")["Status"]?.string == "ClosedFromQueue")
        #expect(try queued.call("Leave")["Status"]?.string == "ClosedFromQueue")
        let talking = try Customer(desk)
        try talking.pickUp()
        #expect(try talking.call("Leave")["Status"]?.string == "Finished")
        #expect(try talking.messages().last?["SpecialType"]?.string == "ClosedByCustomer")
        try talking.say("One more thing")
        #expect(try talking.status() == "CustomerLast")
        #expect(try talking.messages().last?["SpecialType"]?.string == "ReopenedByCustomer")
        for status in ["Finished", "Closed", "Closed"] { #expect(try talking.call("Leave")["Status"]?.string == status) }
        let error = failure { try talking.say("x") }
        #expect(error?.kind == .conflict)
        #expect(error?.path == "Status")
    }

    @Test("A rating is 1 to 5, where the topic takes one and the session was talked in", arguments: [1, 5, 0, 6, -1])
    func rating(number: Int) throws {
        let desk = try Customer.desk(#","WidgetEnableRating":true"#)
        let customer = try Customer(desk)
        #expect(failure { try customer.call("Rate", #"{"Rating":3}"#) }?.kind == .conflict)
        try customer.pickUp()
        guard (1...5).contains(number) else {
            let error = failure { try customer.call("Rate", #"{"Rating":\#(number)}"#) }
            #expect(error?.kind == .value)
            #expect(error?.path == "Rating")
            return
        }
        #expect(try customer.call("Rate", #"{"Rating":\#(number)}"#)["Rating"]?.int == number)
        #expect(try desk.session(customer.session)["Rating"]?.int == number)
        #expect(try desk.events().last == "chatsession.rated 108")
    }

    @Test("The transcript goes to an address that the session has or gets, and the log has no address")
    func transcript() throws {
        let desk = try Customer.desk(#","Widget":{"PostTranscriptEnabled":true}"#)
        let customer = try Customer(desk)
        #expect(failure { try customer.call("RequestTranscript", #"{"Email":"k@example.com"}"#) }?.kind == .conflict)
        try customer.pickUp()
        let missing = failure { try customer.call("RequestTranscript") }
        #expect(missing?.kind == .value)
        #expect(missing?.path == "Email")
        let long = failure { try customer.call("RequestTranscript", #"{"Email":"\#(String(repeating: "k", count: 256))"}"#) }
        #expect(long?.path == "Email")
        try customer.call("RequestTranscript", #"{"Email":"k@example.com"}"#)
        #expect(try desk.session(customer.session)["CustomerEmail"]?.string == "k@example.com")
        #expect(try desk.events().last == "chatsession.transcript 108")
        try desk.saveTopic(1, "")
        let none = failure { try customer.call("RequestTranscript") }
        #expect(none?.kind == .conflict)
        #expect(none?.path == "Status")
    }
}
