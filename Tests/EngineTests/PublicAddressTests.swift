import Messages
import Testing
import Wire

@testable import Engine

@Suite("The address that callers reach the services under")
struct PublicAddressTests {
    private static let host = [("Host", "evil.example"), Desk.basic("cat")]

    @Test("Descriptions and links have the config's address, whatever the request says and wherever it came in")
    func config() throws {
        let desk = try Desk(config: #","mount":{"prefix":"/inside","publicUrl":"https://chat.example.com/Cust1/"}"#)
        let wsdl = desk.handle("GET", "/inside/Remote/Services88/Chat.svc?wsdl", Self.host)
        #expect(wsdl.text.contains("location=\"https://chat.example.com/Cust1/Remote/Services88/Chat.svc\""))
        #expect(!wsdl.text.contains("evil.example") && wsdl["Cache-Control"] == nil)
        let openAPI = desk.handle("GET", "/openapi.json", Self.host)
        #expect(openAPI.json?["servers"]?.text == #"[{"url":"https://chat.example.com/Cust1"}]"#)
        let session = desk.handle("GET", "/inside/api/v1/ChatSession/102", Self.host)
        #expect(session.json?["_Links"]?["Self"] == .string("https://chat.example.com/Cust1/api/v1/ChatSession/102"))
        let list = desk.handle("GET", "/inside/api/v1/ChatSession?$top=2&$select=rank&$skip=0", Self.host)
        #expect(list.json?["odata.metadata"] == .string("https://chat.example.com/Cust1/api/v1/$metadata#ChatSession"))
    }

    @Test("Without it, descriptions have the request's, and links are paths behind the mount")
    func request() throws {
        let desk = try Desk(config: #","mount":{"prefix":"/inside"}"#)
        let wsdl = desk.handle("GET", "/Remote/Services88/Chat.svc?wsdl", [("Host", "desk.example")])
        #expect(wsdl.text.contains("location=\"http://desk.example/inside/Remote/Services88/Chat.svc\""))
        #expect(wsdl["Cache-Control"] == "private")
        let session = desk.handle("GET", "/api/v1/ChatSession/102", Self.host)
        #expect(session.json?["_Links"]?["Self"] == .string("/inside/api/v1/ChatSession/102"))
    }
}
