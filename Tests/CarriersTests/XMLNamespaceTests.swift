import Testing
import Wire

@testable import Carriers

@Suite("Fields with a namespace of their own")
struct XMLNamespaceTests {
    private static let uri = "http://schemas.datacontract.org/2004/07/System.Security.Cryptography"

    private var key: SignedPublicKey {
        var parameters = DSAParameters()
        parameters.counter = 5
        parameters.g = Base64Bytes([1, 2, 3])
        var key = SignedPublicKey()
        key.key = parameters
        key.signature = "signed"
        return key
    }

    @Test("The element is the service's and binds a prefix, which the fields have; behind it the service's go on")
    func compact() {
        let text = encodeXML(key)
        #expect(
            text.contains(
                "<Key xmlns:c=\"\(Self.uri)\"><c:Counter>5</c:Counter><c:G>AQID</c:G><c:J i:nil=\"true\"/><c:P i:nil=\"true\"/>"
                    + "<c:Q i:nil=\"true\"/><c:Seed i:nil=\"true\"/><c:Y i:nil=\"true\"/></Key><Signature>signed</Signature>"))
    }

    @Test("The manual's form says the type in that namespace, and keeps to its lines")
    func manual() {
        #expect(
            encodeXML(key, .manual).hasSuffix(
                """
                <s:Key xsi:type="c:DSAParameters" xmlns:c="\(Self.uri)">
                 <c:Counter xsi:type="xsd:int">5</c:Counter>
                 <c:G xsi:type="xsd:base64Binary">AQID</c:G>
                </s:Key>
                <s:Signature xsi:type="xsd:string">signed</s:Signature>

                """))
    }

    @Test("REST has no namespaces")
    func rest() {
        #expect(encodeXML(key, .rest).contains("<Key><Counter>5</Counter><G>AQID</G>"))
    }

    @Test("What was written reads back, whatever the prefixes and the order", arguments: [XMLForm.compact, .manual])
    func reading(form: XMLForm) throws {
        let fields = encodeXML(key, form)
        let prefix = form.service.isEmpty ? "" : "s"
        for text in [fields, fields.replacing("c:", with: "other:").replacing("xmlns:c=", with: "xmlns:other=")] {
            let read = try decodeXML(SignedPublicKey.self, fields: text, prefix: prefix)
            #expect(read.key?.counter == 5)
            #expect(read.key?.g == Base64Bytes([1, 2, 3]))
            #expect(read.key?.unknown.isEmpty == true)
            #expect(read.signature == "signed")
        }
        let early = "<Signature>signed</Signature><Key><Y xmlns=\"\(Self.uri)\">AQID</Y><G xmlns=\"\(Self.uri)\"/></Key><OwnerName>o</OwnerName>"
        let read = try decodeXML(SignedPublicKey.self, fields: early)
        #expect(read.key?.y == Base64Bytes([1, 2, 3]))
        #expect((read.signature, read.ownerName) == ("signed", "o"))
    }

    @Test("The same names in the service's namespace are other fields, kept as what is not known")
    func otherNamespace() throws {
        let read = try decodeXML(SignedPublicKey.self, fields: "<Key><Counter>5</Counter></Key><Signature>s</Signature>")
        #expect(read.key?.counter == 0)
        #expect(read.key?.unknown["Counter"] == .string("5"))
        #expect(read.signature == "s")
    }
}
