import Carriers
import Testing
import Wire

@testable import Messages

@Suite("SOAP requests")
struct SOAPRequestTests {
    static let service = SOAPServiceFormTests.service
    static let soap11 = SOAPServiceFormTests.envelopes[0].uri
    static let soap12 = SOAPServiceFormTests.envelopes[1].uri

    /// An envelope with the prefix `e`; the service has the prefix `n`.
    private func envelope(_ content: String, _ uri: String = soap11) -> String {
        "<e:Envelope xmlns:e=\"\(uri)\" xmlns:n=\"\(Self.service)\">\(content)</e:Envelope>"
    }

    private func fault(_ text: String, from location: SourceLocation = #_sourceLocation) -> SOAPFault {
        do throws(SOAPFault) {
            _ = try SOAPFixture.request(text)
            Issue.record("\(text) was taken", sourceLocation: location)
            return SOAPFault(.receiver, "")
        } catch {
            return error
        }
    }

    @Test("The dialect is the manual's where headers stand under the envelope or its prefixes are used, and else the description's")
    func dialects() throws {
        let call = "<n:ChatSessionsForUser/>"
        let manual = "<n:Credentials><n:Ticket>7T:x</n:Ticket></n:Credentials>"
        func dialect(_ text: String) throws -> SOAPDialect { try SOAPFixture.request(text).head.form.dialect }
        #expect(try dialect(envelope("<e:Body>\(call)</e:Body>")) == .wsdl)
        #expect(try dialect(envelope("<e:Body>\(call)</e:Body>", Self.soap12)) == .wsdl)
        #expect(try dialect(envelope("<e:Header/><e:Body>\(call)</e:Body>", Self.soap12)) == .wsdl)
        #expect(try dialect(envelope("\(manual)<e:Body>\(call)</e:Body>", Self.soap12)) == .manual)
        #expect(try dialect(envelope("\(manual)<e:Body>\(call)</e:Body>")) == .manual)
        #expect(try dialect(envelope("<e:Header/>\(manual)<e:Body>\(call)</e:Body>")) == .wsdl)
        let prefixed = "<e:Envelope xmlns:e=\"\(Self.soap12)\" xmlns:CustomerService=\"\(Self.service)\"><e:Body><CustomerService:ChatSessionsForUser/></e:Body></e:Envelope>"
        #expect(try dialect(prefixed) == .manual)
    }

    @Test("Tickets and tokens are read wherever the dialect puts them")
    func headers() throws {
        let headers = "<n:ApplicationToken>app</n:ApplicationToken><n:TimeZone><n:SoTimeZoneId>261</n:SoTimeZoneId></n:TimeZone><n:Credentials><n:Ticket>7T:x</n:Ticket></n:Credentials>"
        for content in ["<e:Header>\(headers)</e:Header>", headers] {
            let head = try SOAPFixture.request(envelope("\(content)<e:Body><n:ChatSessionsForUser/></e:Body>")).head
            #expect(head.operation == "ChatSessionsForUser")
            #expect(head.applicationToken == "app")
            #expect(head.ticket == "7T:x")
            #expect(head.timeZone?.soTimeZoneID == 261)
            #expect(head.form.version == .soap11)
        }
        let head = try SOAPFixture.request(envelope("<e:Header><n:TimeZone xmlns:i='\(SOAPServiceFormTests.instance)' i:nil='true'/><n:ApplicationToken/></e:Header><e:Body><n:ChatSessionsForUser/></e:Body>")).head
        #expect(head.timeZone == nil)
        #expect(head.applicationToken == "")
        #expect(head.ticket == nil)
    }

    @Test("Headers of others are passed over, unless they insist on being understood by us")
    func unknownHeaders() throws {
        func request(_ header: String, _ uri: String) -> String {
            envelope("<e:Header>\(header)</e:Header><e:Body><n:ChatSessionsForUser/></e:Body>", uri)
        }
        let passed = [
            "<x:Action xmlns:x='urn:x'>do<deeper>text</deeper></x:Action>", "<x:Action xmlns:x='urn:x' e:mustUnderstand='0'/>",
            "<x:Action xmlns:x='urn:x' e:mustUnderstand='false'/>", "<n:ApplicationToken e:mustUnderstand='1'>a</n:ApplicationToken>",
            "<x:Action xmlns:x='urn:x' mustUnderstand='1'/>",
        ]
        for uri in [Self.soap11, Self.soap12] {
            for header in passed { #expect(try SOAPFixture.request(request(header, uri)).head.operation == "ChatSessionsForUser") }
            for insists in ["1", "true"] {
                let fault = fault(request("<x:Security xmlns:x='urn:x' e:mustUnderstand='\(insists)'><y/></x:Security>", uri))
                #expect(fault.code == .mustUnderstand)
                #expect(fault.header?.name == "Security")
                #expect(fault.header?.namespace == "urn:x")
                #expect(fault.version == (uri == Self.soap11 ? .soap11 : .soap12))
                #expect(fault.error.message == "the header <Security> is not understood")
            }
        }
        #expect(try SOAPFixture.request(request("<x:Security xmlns:x='urn:x' e:mustUnderstand='1' e:actor='urn:other'/>", Self.soap11)).head.operation == "ChatSessionsForUser")
        #expect(fault(request("<x:Security xmlns:x='urn:x' e:mustUnderstand='1' e:actor='http://schemas.xmlsoap.org/soap/actor/next'/>", Self.soap11)).code == .mustUnderstand)
        #expect(try SOAPFixture.request(request("<x:Security xmlns:x='urn:x' e:mustUnderstand='1' e:role='\(Self.soap12)/role/none'/>", Self.soap12)).head.operation == "ChatSessionsForUser")
        #expect(fault(request("<x:Security xmlns:x='urn:x' e:mustUnderstand='1' e:role='\(Self.soap12)/role/ultimateReceiver'/>", Self.soap12)).code == .mustUnderstand)
    }

    @Test("Arguments that nobody reads are passed over, and the envelope is read to its end")
    func unreadArguments() throws {
        let text = envelope("<e:Body><n:DeleteChatSessions><n:Ids><b/></n:Ids></n:DeleteChatSessions></e:Body><x:after xmlns:x='urn:x'>1</x:after>")
        let operation = try Array(text.utf8).withUnsafeBufferPointer { (bytes) throws(SOAPFault) in
            try SOAPRequest.read(bytes, service: .customerService, release: 87) { (head, _) throws(WireError) in head.operation }
        }
        #expect(operation == "DeleteChatSessions")
    }

    @Test("Each message that is no request is refused with what is wrong", arguments: [
        ("<a/>", "expected a SOAP envelope, found <a>"),
        ("<e:Body xmlns:e='\(soap11)'/>", "expected a SOAP envelope, found <Body>"),
        ("<e:Envelope xmlns:e='\(soap11)'/>", "the envelope has no Body"),
        ("<e:Envelope xmlns:e='\(soap11)'><e:Header/></e:Envelope>", "the envelope has no Body"),
        ("<e:Envelope xmlns:e='\(soap11)'><e:Body/></e:Envelope>", "the Body is empty; it holds the operation"),
        ("<e:Envelope xmlns:e='\(soap11)'><e:Body> </e:Body></e:Envelope>", "the Body is empty; it holds the operation"),
        ("<e:Envelope xmlns:e='\(soap11)'><e:Body>text</e:Body></e:Envelope>", "text stands where only elements are expected"),
        ("<e:Envelope xmlns:e='\(soap11)'><e:Header/><e:Header/><e:Body/></e:Envelope>", "<Header> may not stand here in a SOAP envelope"),
        ("<e:Envelope xmlns:e='\(soap11)'><e:Body><x/></e:Body></e:Envelope>", "<x> is of the namespace \"\"; here \"\(service)\" is expected"),
        (
            "<e:Envelope xmlns:e='\(soap11)'><e:Body><x xmlns='http://www.superoffice.net/ws/crm/NetServer/Services86'/></e:Body></e:Envelope>",
            "<x> is of the namespace \"http://www.superoffice.net/ws/crm/NetServer/Services86\"; here \"\(service)\" is expected"
        ),
        ("<e:Envelope xmlns:e='\(soap11)'><e:Body><x xmlns='\(service)'/><y/></e:Body></e:Envelope>", "the Body has a second element, <y>; one is expected"),
        ("<e:Envelope xmlns:e='\(soap11)'><e:Body><x xmlns='\(service)'/></e:Body><e:Body/></e:Envelope>", "<Body> may not stand behind the Body"),
        ("<e:Envelope xmlns:e='\(soap11)'><e:Body><x xmlns='\(service)'/></e:Body>", "the document ends before the end of <e:Envelope>"),
        ("<!DOCTYPE e><e:Envelope xmlns:e='\(soap11)'/>", "a document type declaration is not accepted"),
        ("", "there is no root element"),
    ])
    func refusals(_ text: String, _ message: String) {
        let fault = fault(text)
        #expect(fault.code == .sender)
        #expect(fault.error.message == message)
    }

    @Test("An envelope of another version is told from no envelope")
    func versions() {
        let fault = fault("<e:Envelope xmlns:e='http://www.w3.org/2001/12/soap-envelope'><e:Body/></e:Envelope>")
        #expect(fault.code == .versionMismatch)
        #expect(fault.version == nil)
        #expect(fault.error.message == "the envelope is of the namespace \"http://www.w3.org/2001/12/soap-envelope\"; SOAP 1.1 and 1.2 are accepted")
    }

    @Test("Errors in arguments and headers name the field and its place")
    func places() {
        let arguments = envelope("<e:Body><n:DeleteChatSessions><n:Ids xmlns:a='\(SOAPServiceFormTests.arrays)'><a:int>1</a:int><a:int>x</a:int></n:Ids></n:DeleteChatSessions></e:Body>")
        let first = fault(arguments)
        #expect(first.error.path == "Ids[1]")
        #expect(String(decoding: arguments.utf8.dropFirst(first.error.offset), as: UTF8.self).hasPrefix("x</a:int>"))
        let other = fault(envelope("<e:Body><n:DeleteChatSessions><n:Ids><n:int>1</n:int></n:Ids></n:DeleteChatSessions></e:Body>"))
        #expect(other.error.message == "expected <int> of the namespace \(SOAPServiceFormTests.arrays), found <n:int>")
        #expect(fault(envelope("<e:Header><n:TimeZone><n:SoTimeZoneId>x</n:SoTimeZoneId></n:TimeZone></e:Header><e:Body/>")).error.path == "TimeZone.SoTimeZoneId")
        #expect(fault(envelope("<e:Header><n:Credentials><n:Ticket><b/></n:Ticket></n:Credentials></e:Header><e:Body/>")).error.path == "Credentials.Ticket")
    }
}
