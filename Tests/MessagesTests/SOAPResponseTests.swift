import Carriers
import Testing
import Wire

@testable import Messages

@Suite("SOAP responses")
struct SOAPResponseTests {
    static let service = SOAPServiceFormTests.service

    private func envelope(_ header: String, _ body: String) -> String {
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:n=\"\(Self.service)\"><e:Header>\(header)</e:Header><e:Body>\(body)</e:Body></e:Envelope>"
    }

    private let sessions = "<n:ChatSessionsForUserResponse><n:Response><n:ChatSession><n:ChatSessionId>4</n:ChatSessionId></n:ChatSession></n:Response></n:ChatSessionsForUserResponse>"

    @Test("A result is read whatever headers come with it")
    func results() throws {
        let nothing = "<n:ExceptionInfo xmlns:i='\(SOAPServiceFormTests.instance)' i:nil='true'/>"
        for header in ["", nothing, "<n:Succeeded>true</n:Succeeded>", nothing + "<n:Succeeded>1</n:Succeeded><x:other xmlns:x='urn:x'><y/></x:other><n:TimeZone/>"] {
            #expect(try SOAPFixture.response(envelope(header, sessions)) == [4])
        }
        #expect(try SOAPFixture.response(envelope("", "<n:ChatSessionsForUserResponse/>")) == nil)
    }

    @Test("A call that did not succeed is a failure, whatever the body holds")
    func failures() {
        let info = "<n:ExceptionInfo><n:Message>m</n:Message><n:ExceptionType>t</n:ExceptionType></n:ExceptionInfo>"
        #expect(SOAPFixture.failure(envelope(info, sessions)) == RemoteFailure(message: "m", type: "t"))
        #expect(SOAPFixture.failure(envelope("<n:Succeeded>false</n:Succeeded>" + info, "")) == RemoteFailure(message: "m", type: "t"))
        #expect(SOAPFixture.failure(envelope("<n:Succeeded>false</n:Succeeded>", ""))?.message == "the server says that the call failed, and not why")
    }

    @Test("Each response that is not the one expected is refused with what is wrong", arguments: [
        ("", "the Body is empty; expected <ChatSessionsForUserResponse>"),
        ("<n:Other/>", "expected <ChatSessionsForUserResponse> of the namespace \"\(service)\", found <Other> of \"\(service)\""),
        ("<ChatSessionsForUserResponse/>", "expected <ChatSessionsForUserResponse> of the namespace \"\(service)\", found <ChatSessionsForUserResponse> of \"\""),
        ("<n:ChatSessionsForUserResponse/><n:b/>", "the Body has a second element, <b>; one is expected"),
        ("<n:ChatSessionsForUserResponse><n:Response><n:ChatSession><n:ChatSessionId>x</n:ChatSessionId></n:ChatSession></n:Response></n:ChatSessionsForUserResponse>", "expected a whole number from -2147483648 to 2147483647, found x"),
    ])
    func refusals(_ body: String, _ message: String) {
        do throws(SOAPResponseError) {
            _ = try SOAPFixture.response(envelope("", body))
            Issue.record("\(body) was taken")
        } catch {
            guard case .wire(let wire) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(wire.message == message)
            #expect(wire.path == (message.hasPrefix("expected a whole") ? "Response[0].ChatSessionId" : ""))
        }
    }
}
