import Carriers
import Testing
import Wire

@testable import Messages

@Suite("The service description's form of SOAP")
struct SOAPServiceFormTests {
    static let envelopes: [(version: SOAPVersion, uri: String)] = [
        (.soap11, "http://schemas.xmlsoap.org/soap/envelope/"), (.soap12, "http://www.w3.org/2003/05/soap-envelope"),
    ]
    static let service = "http://www.superoffice.net/ws/crm/NetServer/Services87"
    static let instance = "http://www.w3.org/2001/XMLSchema-instance"
    static let arrays = "http://schemas.microsoft.com/2003/10/Serialization/Arrays"

    @Test("A result has its headers in a Header, nulls and no types, in the version asked for", arguments: [0, 1])
    func result(index: Int) {
        let (version, uri) = Self.envelopes[index]
        let form = SOAPForm(.wsdl, version, .customerService, 87)
        let message = SOAPResponseWriter.result(form, element: "ChatSessionsForUserResponse") { encoder in
            var result = SessionsResult()
            result.response = [SOAPFixture.session(41)]
            encoder.arguments(&result)
        }
        #expect(
            message.text()
                == "<s:Envelope xmlns:s=\"\(uri)\"><s:Header xmlns=\"\(Self.service)\" xmlns:i=\"\(Self.instance)\">"
                + "<ExceptionInfo i:nil=\"true\"/><ExtraInfo i:nil=\"true\"/><Succeeded>true</Succeeded><TimeZone i:nil=\"true\"/></s:Header>"
                + "<s:Body><ChatSessionsForUserResponse xmlns=\"\(Self.service)\" xmlns:i=\"\(Self.instance)\" xmlns:a=\"\(Self.arrays)\">"
                + "<Response><ChatSession><TableRight i:nil=\"true\"/><FieldProperties i:nil=\"true\"/><ChatSessionId>41</ChatSessionId></ChatSession></Response>"
                + "</ChatSessionsForUserResponse></s:Body></s:Envelope>")
    }

    @Test("The time zone that dates are in is said in a header")
    func timeZone() {
        var zone = SoTimeZone()
        zone.soTimeZoneID = 261
        zone.soTimeZoneLocationCode = "NO"
        let form = SOAPForm(.wsdl, .soap11, .customerService, 87)
        let text = SOAPResponseWriter.result(form, element: "DeleteChatSessionsResponse", timeZone: zone) { _ in }.text()
        #expect(text.contains("<TimeZone><SoTimeZoneId>261</SoTimeZoneId><SoTimeZoneLocationCode>NO</SoTimeZoneLocationCode></TimeZone></s:Header>"))
        #expect(text.hasSuffix("xmlns:a=\"\(Self.arrays)\"></DeleteChatSessionsResponse></s:Body></s:Envelope>"))
    }

    @Test("A failed call has no body, and its failure reads back")
    func failure() throws {
        var inner = SoExceptionInfo()
        inner.message = "inner"
        var info = SoExceptionInfo()
        info.message = "No & no"
        info.friendlyText = "Not today"
        info.exceptionType = "SoAccessDeniedException"
        info.source = "ChatCore"
        info.innerException = Boxed(inner)
        let text = SOAPResponseWriter.failure(SOAPForm(.wsdl, .soap12, .customerService, 87), info).text()
        #expect(text.contains("<ExceptionInfo><Message>No &amp; no</Message><StackTrace i:nil=\"true\"/><FriendlyText>Not today</FriendlyText>"))
        #expect(text.contains("<InnerException><Message>inner</Message>"))
        #expect(text.contains("</ExceptionInfo><ExtraInfo i:nil=\"true\"/><Succeeded>false</Succeeded><TimeZone i:nil=\"true\"/></s:Header><s:Body/></s:Envelope>"))
        #expect(SOAPFixture.failure(text) == RemoteFailure(message: "No & no", type: "SoAccessDeniedException", friendlyText: "Not today", source: "ChatCore"))
    }

    @Test("A client's request has its headers in a Header, and reads back as what it was", arguments: [0, 1])
    func request(index: Int) throws {
        let (version, uri) = Self.envelopes[index]
        var writer = SOAPRequestWriter(SOAPForm(.wsdl, version, .customerService, 87), "DeleteChatSessions")
        writer.ticket = "7T:a<b"
        writer.applicationToken = "app"
        var zone = SoTimeZone()
        zone.soTimeZoneLocationCode = "NO"
        writer.timeZone = zone
        let text = writer.write { encoder in
            var arguments = IdsArguments()
            arguments.ids = [5]
            encoder.arguments(&arguments)
        }.text()
        #expect(
            text == "<s:Envelope xmlns:s=\"\(uri)\"><s:Header xmlns=\"\(Self.service)\" xmlns:i=\"\(Self.instance)\"><ApplicationToken>app</ApplicationToken>"
                + "<Credentials><Ticket>7T:a&lt;b</Ticket></Credentials>"
                + "<TimeZone><SoTimeZoneId>0</SoTimeZoneId><SoTimeZoneLocationCode>NO</SoTimeZoneLocationCode></TimeZone></s:Header>"
                + "<s:Body><DeleteChatSessions xmlns=\"\(Self.service)\" xmlns:i=\"\(Self.instance)\" xmlns:a=\"\(Self.arrays)\"><Ids><a:int>5</a:int></Ids></DeleteChatSessions></s:Body></s:Envelope>")
        let (head, ids) = try SOAPFixture.request(text)
        #expect(head.form == writer.form)
        #expect(head.ticket == "7T:a<b")
        #expect(head.applicationToken == "app")
        #expect(head.timeZone?.soTimeZoneLocationCode == "NO")
        #expect(ids == [5])
    }

    @Test("A request without headers keeps an empty Header, so that the answer comes in the same form")
    func noHeaders() throws {
        let writer = SOAPRequestWriter(SOAPForm(.wsdl, .soap12, .customerService, 87), "ChatSessionsForUser")
        let text = writer.write { _ in }.text()
        #expect(text.contains("><s:Header/><s:Body>"))
        #expect(try SOAPFixture.request(text).head.form.dialect == .wsdl)
    }

    @Test("Content types and actions are those of the version")
    func transport() {
        let action = "http://www.superoffice.net/ws/crm/NetServer/Services88/Chat/GetChatPresence"
        let old = SOAPRequestWriter(SOAPForm(.wsdl, .soap11, .chat, 88), "GetChatPresence")
        #expect(old.contentType == "text/xml; charset=utf-8")
        #expect(old.soapAction == "\"\(action)\"")
        let new = SOAPRequestWriter(SOAPForm(.wsdl, .soap12, .chat, 88), "GetChatPresence")
        #expect(new.contentType == "application/soap+xml; charset=utf-8; action=\"\(action)\"")
    }

    @Test("What a server writes a client reads, in both dialects, versions and every release")
    func roundTrip() throws {
        for release in Service.releases {
            for form in [SOAPForm(.wsdl, .soap11, .customerService, release), SOAPForm(.wsdl, .soap12, .customerService, release), SOAPForm(.manual, .soap12, .customerService, release), SOAPForm(.manual, .soap11, .customerService, release)] {
                let message = SOAPResponseWriter.result(form, element: "ChatSessionsForUserResponse") { encoder in
                    var result = SessionsResult()
                    result.response = [SOAPFixture.session(41), SOAPFixture.session(-3)]
                    encoder.arguments(&result)
                }
                #expect(try SOAPFixture.response(message.text(), release) == [41, -3])
            }
        }
    }
}
