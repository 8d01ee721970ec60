import Carriers
import Testing
import Wire

@testable import Messages

@Suite("The manual's dialect of SOAP")
struct SOAPManualTests {
    static let form = SOAPForm(.manual, .soap12, .customerService, 87)

    static let open = """
        <?xml version="1.0" encoding="UTF-8"?>
        <SOAP-ENV:Envelope
         xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope"
         xmlns:SOAP-ENC="http://www.w3.org/2003/05/soap-encoding"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xmlns:xsd="http://www.w3.org/2001/XMLSchema"
         xmlns:NetServerServices872="http://schemas.microsoft.com/2003/10/Serialization/Arrays"
         xmlns:NetServerServices871="http://schemas.microsoft.com/2003/10/Serialization/"
         xmlns:CustomerService="http://www.superoffice.net/ws/crm/NetServer/Services87">

        """

    @Test("A list of sessions is written as the manual writes it, types, indentation and all")
    func sessions() {
        let message = SOAPResponseWriter.result(Self.form, element: "ChatSessionsForUserResponse") { encoder in
            var result = SessionsResult()
            result.response = [SOAPFixture.session(41), SOAPFixture.session(-3)]
            encoder.arguments(&result)
        }
        #expect(
            message.text() == Self.open + """
                 <SOAP-ENV:Body>
                  <CustomerService:ChatSessionsForUserResponse>
                   <CustomerService:Response xsi:type="CustomerService:ArrayOfChatSession">
                    <CustomerService:ChatSession xsi:type="CustomerService:ChatSession">
                     <CustomerService:ChatSessionId xsi:type="xsd:int">41</CustomerService:ChatSessionId>
                    </CustomerService:ChatSession>
                    <CustomerService:ChatSession xsi:type="CustomerService:ChatSession">
                     <CustomerService:ChatSessionId xsi:type="xsd:int">-3</CustomerService:ChatSessionId>
                    </CustomerService:ChatSession>
                   </CustomerService:Response>
                  </CustomerService:ChatSessionsForUserResponse>
                 </SOAP-ENV:Body>
                </SOAP-ENV:Envelope>

                """)
    }

    @Test("Presence has empty texts with an end tag and numbers in the namespace of arrays")
    func presence() {
        let form = SOAPForm(.manual, .soap12, .chat, 86)
        let message = SOAPResponseWriter.result(form, element: "GetChatPresenceResponse") { encoder in
            var result = PresenceResult()
            result.response = [SOAPFixture.presence(7, "", topics: [3, 12])]
            encoder.arguments(&result)
        }
        let open = Self.open.replacing("CustomerService", with: "Chat").replacing("Services87", with: "Services86")
        #expect(
            message.text() == open + """
                 <SOAP-ENV:Body>
                  <Chat:GetChatPresenceResponse>
                   <Chat:Response xsi:type="Chat:ArrayOfChatPresence">
                    <Chat:ChatPresence xsi:type="Chat:ChatPresence">
                     <Chat:UserId xsi:type="xsd:int">7</Chat:UserId>
                     <Chat:DisplayName xsi:type="xsd:string"></Chat:DisplayName>
                     <Chat:OngoingChats xsi:type="xsd:int">2</Chat:OngoingChats>
                     <Chat:Present xsi:type="xsd:boolean">true</Chat:Present>
                     <Chat:ChatTopics xsi:type="NetServerServices862:ArrayOfint">
                      <NetServerServices862:int xsi:type="xsd:int">3</NetServerServices862:int>
                      <NetServerServices862:int xsi:type="xsd:int">12</NetServerServices862:int>
                     </Chat:ChatTopics>
                    </Chat:ChatPresence>
                   </Chat:Response>
                  </Chat:GetChatPresenceResponse>
                 </SOAP-ENV:Body>
                </SOAP-ENV:Envelope>

                """)
    }

    @Test("A response without a result is an element on two lines")
    func noResult() {
        let message = SOAPResponseWriter.result(Self.form, element: "DeleteChatSessionsResponse") { _ in }
        #expect(
            message.text() == Self.open + """
                 <SOAP-ENV:Body>
                  <CustomerService:DeleteChatSessionsResponse>
                  </CustomerService:DeleteChatSessionsResponse>
                 </SOAP-ENV:Body>
                </SOAP-ENV:Envelope>

                """)
    }

    @Test("A client's request has its headers under the envelope, and reads back as what it was")
    func request() throws {
        var writer = SOAPRequestWriter(Self.form, "DeleteChatSessions")
        writer.ticket = "7T:abc=="
        writer.applicationToken = "app & co"
        let text = writer.write { encoder in
            var arguments = IdsArguments()
            arguments.ids = [5, 6]
            encoder.arguments(&arguments)
        }.text()
        #expect(
            text == Self.open + """
                  <CustomerService:ApplicationToken>app &amp; co</CustomerService:ApplicationToken>
                  <CustomerService:Credentials>
                    <CustomerService:Ticket>7T:abc==</CustomerService:Ticket>
                  </CustomerService:Credentials>
                 <SOAP-ENV:Body>
                   <CustomerService:DeleteChatSessions>
                    <CustomerService:Ids xsi:type="NetServerServices872:ArrayOfint">
                     <NetServerServices872:int xsi:type="xsd:int">5</NetServerServices872:int>
                     <NetServerServices872:int xsi:type="xsd:int">6</NetServerServices872:int>
                    </CustomerService:Ids>
                   </CustomerService:DeleteChatSessions>

                 </SOAP-ENV:Body>
                </SOAP-ENV:Envelope>

                """)
        let (head, ids) = try SOAPFixture.request(text)
        #expect(head.form == Self.form)
        #expect(head.operation == "DeleteChatSessions")
        #expect(head.ticket == "7T:abc==")
        #expect(head.applicationToken == "app & co")
        #expect(head.timeZone == nil)
        #expect(ids == [5, 6])
        #expect(writer.contentType == "application/soap+xml; charset=utf-8; action=\"http://www.superoffice.net/ws/crm/NetServer/Services87/CustomerService/DeleteChatSessions\"")
    }

    @Test("A failed call has its headers where the manual puts those of a request, and an empty body")
    func failure() throws {
        var info = SoExceptionInfo()
        info.message = "Access denied"
        info.exceptionType = "SoAccessDeniedException"
        let text = SOAPResponseWriter.failure(Self.form, info).text()
        #expect(
            text == Self.open + """
                 <CustomerService:ExceptionInfo xsi:type="CustomerService:SoExceptionInfo">
                  <CustomerService:Message xsi:type="xsd:string">Access denied</CustomerService:Message>
                  <CustomerService:ExceptionType xsi:type="xsd:string">SoAccessDeniedException</CustomerService:ExceptionType>
                 </CustomerService:ExceptionInfo>
                 <CustomerService:Succeeded xsi:type="xsd:boolean">false</CustomerService:Succeeded>
                 <SOAP-ENV:Body>
                 </SOAP-ENV:Body>
                </SOAP-ENV:Envelope>

                """)
        do {
            _ = try SOAPFixture.response(text)
            Issue.record("a failure was taken for a result")
        } catch {
            guard case .remote(let failure) = error else { throw error }
            #expect(failure.message == "Access denied")
            #expect(failure.type == "SoAccessDeniedException")
        }
    }

    @Test("A client reads what the server writes")
    func roundTrip() throws {
        let message = SOAPResponseWriter.result(Self.form, element: "ChatSessionsForUserResponse") { encoder in
            var result = SessionsResult()
            result.response = [SOAPFixture.session(41), SOAPFixture.session(-3)]
            encoder.arguments(&result)
        }
        #expect(try SOAPFixture.response(message.text()) == [41, -3])
    }
}
