import Carriers
import Messages
import Testing
import Wire

@Suite("The service descriptions")
struct WSDLTests {
    private func document(_ service: Service, _ release: Int, address: String = "http://localhost/x") -> String? {
        WSDLWriter(service, release).map { String(decoding: $0.document().bytes(address: address), as: UTF8.self) }
    }

    @Test("A service is described in the releases that have it, and in no other")
    func releases() {
        for release in 80...90 {
            #expect((document(.soPrincipal, release) != nil) == (84...88).contains(release))
            #expect((document(.customerService, release) != nil) == (84...88).contains(release))
            #expect((document(.chat, release) != nil) == (86...88).contains(release))
        }
    }

    @Test("Every operation of a release has an action, a port and a binding, and the others have none")
    func operations() throws {
        for service in Service.allCases {
            for release in Service.releases {
                guard let text = document(service, release) else { continue }
                for operation in Catalogue.operations where operation.group == service.name {
                    let isThere = operation.releases?.contains(release) == true
                    #expect(text.contains("\"\(service.action(operation.method, release))\"") == isThere)
                    let ports = text.split(separator: "<wsdl:operation name=\"\(operation.method)\">").count - 1
                    #expect(ports == (isThere ? 2 : 0), "\(operation.name) in \(release)")
                }
            }
        }
    }

    @Test("An address cannot break out of its attribute")
    func escaping() throws {
        let text = try #require(document(.chat, 88, address: "http://x/\"<&>\n'"))
        #expect(text.contains("<soap:address location=\"http://x/&quot;&lt;&amp;"))
        #expect(!text.contains("x/\"<"))
    }

    @Test("Flags of the newest release are not in the descriptions of earlier ones")
    func flags() throws {
        let (newest, earlier) = (try #require(document(.chat, 88)), try #require(document(.chat, 87)))
        for name in ["Uninitialized", "Nullable"] {
            #expect(newest.contains("<xs:enumeration value=\"\(name)\"/>"))
            #expect(!earlier.contains("<xs:enumeration value=\"\(name)\"/>"))
        }
        #expect(earlier.contains("<xs:enumeration value=\"RestrictedUpdate\"/>"))
    }

    @Test("A flag without a bit is not listed, and fields of an earlier release are not there")
    func leftOut() throws {
        let text = try #require(document(.chat, 88))
        #expect(text.contains("<xs:enumeration value=\"UserIsTyping\"/>"))
        #expect(!text.contains("value=\"CustomerIsTyping\""))
        #expect(!text.contains("CustFirstname"))
    }

    @Test("Where a request came to is known by its target, its Host and its proxy, as far as these are well-formed")
    func origins() {
        func origin(_ target: String, _ headers: [(String, String)] = []) -> String {
            RequestOrigin.text(of: HTTPRequest(method: "GET", target: target, headers: headers.map { HTTPHeader($0.0, $0.1) }))
        }
        #expect(origin("/x") == "http://localhost")
        #expect(origin("/x", [("host", " chat.example:8443 ")]) == "http://chat.example:8443")
        #expect(origin("/x", [("Host", "chat.example"), ("X-Forwarded-Proto", "HTTPS")]) == "https://chat.example")
        #expect(origin("/x", [("Host", "[2001:db8::1]")]) == "http://[2001:db8::1]")
        #expect(origin("HTTP://a.example/x", [("Host", "b.example")]) == "http://a.example")
        #expect(origin("https://a.example:1?x", [("Host", "b.example")]) == "https://a.example:1")
        for host in ["", ":80", "a:", "a:b", "a:1:2", "[]", "[::1", "[::1]80", "a b", "a/b", "a@b", "a\"b", "ä.example", String(repeating: "a", count: 301)] {
            #expect(origin("/x", [("Host", host)]) == "http://localhost", "\(host)")
            #expect(origin("http://\(host.replacing("/", with: "\\"))/x") == "http://localhost", "\(host)")
        }
    }
}
