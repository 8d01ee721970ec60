import Messages
import Testing
import Wire

@testable import Engine

@Suite("Answers before anybody is asked")
struct CustomerFaqTests {
    private func desk() throws -> Desk {
        let desk = try Customer.desk(#","Widget":{"AutoFaqEnabled":true,"AutoFaqCategory":{"KbCategoryId":7}}"#)
        for (id, category, title, text, words) in [
            (1, 7, "Forgotten password", "Ask for a new one on the first page.", "login passwort"),
            (2, 7, "NO:\\\"Faktura\\\";US:\\\"Invoices\\\"", "Your invoices are on the last page.", ""), (3, 8, "Password of another product", "", ""),
            (4, 7, "Opening hours", "We have a page of our own for that.", ""),
        ] {
            _ = try desk.host(
                "Directory.SaveFaqEntry",
                #"{"FaqEntry":{"FaqEntryId":\#(id),"CategoryId":\#(category),"Title":"\#(title)","Text":"\#(text)","Words":"\#(words)"}}"#)
        }
        return desk
    }

    private func ask(_ customer: Customer, _ question: String) throws -> [Int?] {
        try customer.call("AskFaq", #"{"Question":"\#(question)"}"#).elements.map { $0["FaqEntryId"]?.int }
    }

    @Test("The entries of the topic's category that share words with the question, the best first")
    func search() throws {
        let customer = try Customer(try desk())
        #expect(try customer.view()["Status"]?.string == "Faq")
        #expect(try ask(customer, "I have lost my PASSWORD!") == [1, 4])
        #expect(try ask(customer, "Wo ist mein Passwort?") == [1])
        #expect(try ask(customer, "my invoices, on which page").first == 2)
        #expect(try ask(customer, "zebra ?") == [])
        let answer = try customer.call("AskFaq", #"{"Question":"login"}"#).elements.first
        #expect(answer?.members.map(\.name) == ["FaqEntryId", "Title", "Text"])
        #expect(answer?["Text"]?.string == "Ask for a new one on the first page.")
        let english = try Customer(customer.desk, #","Language":"en""#)
        #expect(try english.call("AskFaq", #"{"Question":"invoices"}"#).elements.first?["Title"]?.string == "Invoices")
    }

    @Test("An entry that changes or goes is found by what it says then")
    func changes() throws {
        let desk = try desk()
        let customer = try Customer(desk)
        _ = try desk.host("Directory.SaveFaqEntry", #"{"FaqEntry":{"FaqEntryId":1,"CategoryId":7,"Title":"Nothing"}}"#)
        #expect(try ask(customer, "password") == [])
        #expect(try ask(customer, "nothing") == [1])
        _ = try desk.host("Directory.DeleteFaqEntry", #"{"FaqEntryId":1}"#)
        #expect(try ask(customer, "nothing") == [])
        #expect(try desk.host("Directory.GetFaqEntry", #"{"FaqEntryId":1}"#) == .null)
        #expect(try desk.host("Directory.GetFaqEntry", #"{"FaqEntryId":3}"#)["CategoryId"]?.int == 8)
    }

    @Test("Enough ends the session, not enough asks somebody, and both happen once")
    func answers() throws {
        let desk = try desk()
        let (first, second) = (try Customer(desk), try Customer(desk))
        #expect(try first.call("AnswerFaq", #"{"Helped":true}"#)["Status"]?.string == "Finished")
        #expect(try first.messages().map { $0["SpecialType"]?.string } == ["FaqSuccessQuestion"])
        #expect(try second.call("AnswerFaq", #"{"Helped":false}"#)["Status"]?.string == "InQueue")
        for (customer, operation, arguments) in [
            (first, "AnswerFaq", "{}"), (second, "AnswerFaq", "{}"), (second, "AskFaq", #"{"Question":"x"}"#),
        ] {
            let error = failure { try customer.call(operation, arguments) }
            #expect(error?.kind == .conflict)
            #expect(error?.path == "Status")
        }
    }

    @Test(
        "What cannot be asked or kept is refused with its place",
        arguments: [
            (#"{"FaqEntryId":-1,"Title":"x"}"#, "FaqEntry.FaqEntryId"), (#"{"CategoryId":-1,"Title":"x"}"#, "FaqEntry.CategoryId"), ("{}", "FaqEntry.Title"),
            (#"{"Title":"\#(String(repeating: "x", count: 256))"}"#, "FaqEntry.Title"),
            (#"{"Title":"x","Text":"\#(String(repeating: "x", count: 20_001))"}"#, "FaqEntry.Text"),
            (#"{"Title":"x","Words":"\#(String(repeating: "x", count: 2001))"}"#, "FaqEntry.Words"),
        ])
    func refused(entry: String, path: String) throws {
        let desk = try desk()
        let error = failure { try desk.host("Directory.SaveFaqEntry", #"{"FaqEntry":\#(entry)}"#) }
        #expect(error?.kind == .value)
        #expect(error?.path == path)
        let customer = try Customer(desk)
        for (question, kind) in [("", OperationError.Kind.value), (String(repeating: "x ", count: 32_769), .limit)] {
            let error = failure { try ask(customer, question) }
            #expect(error?.kind == kind)
            #expect(error?.path == "Question")
        }
    }

    @Test("Of a long text only so many words are looked at")
    func bounds() {
        let text = (0..<2000).map { "word\($0)" }.joined(separator: " ")
        #expect(FaqSearch.words(of: text, limit: 32).count == 32)
        var entry = FaqEntry()
        entry.title = "title"
        entry.text = text
        #expect(FaqSearch.words(of: entry).count == FaqSearch.mostWordsOfEntry)
        #expect(FaqSearch.words(of: "a I 5 ok OK Ok", limit: 32) == ["ok"])
    }
}
