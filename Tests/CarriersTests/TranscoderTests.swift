import Testing
import Wire

@testable import Carriers

// Every document that the tests of this module read is transcoded too and compared, by `decodeXML`; here is what is left.
@Suite("SOAP to JSON without carriers")
struct TranscoderTests {
    private static let all: [any Carrier.Type] = [
        Address.self, Associate.self, ChatBotSettings.self, ChatMessage.self, ChatOpeningHours.self, ChatPresence.self,
        ChatSession.self, ChatSessionEntity.self, ChatTopicAgent.self, ChatTopicEntity.self, ChatWidgetSettings.self,
        Contact.self, CsSessionKey.self, CustomerLanguage.self, DSAParameters.self, FieldProperty.self,
        FieldRight.self, GrantedModuleLicense.self, KbCategory.self, LicenseInfo.self, LocalizedField.self,
        MDOListItem.self, ModuleLicense.self, Person.self, Project.self, ProvidedCredential.self, ReplyTemplate.self,
        Sale.self, SignedPublicKey.self, SoCredentials.self, SoExceptionInfo.self, SoPrincipalCarrier.self,
        SoSystemInfoCarrier.self, SoTimeZone.self, StructuredAddress.self, TableRight.self, Ticket.self,
        TicketCategory.self, TicketPriority.self, TimeZoneData.self, TimeZoneRule.self,
    ]

    @Test("Every carrier in both dialects becomes what reading and writing it gives")
    func everyCarrier() throws {
        #expect(TranscoderTests.all.count > 40)
        for type in TranscoderTests.all { try check(type) }
    }

    private func check<C: Carrier>(_ type: C.Type) throws {
        for seed in 0..<12 as Range<UInt64> {
            var filler = RandomFiller(seed: seed)
            let value = filler.filled(C.self)
            for (form, prefix) in [(XMLForm.compact, ""), (.manual, "s")] {
                _ = try decodeXML(C.self, fields: encodeXML(value, form), prefix: prefix)
            }
        }
        _ = try decodeXML(C.self, fields: "")
    }

    private func transcoded<C: Carrier>(_ type: C.Type, _ fields: String) throws -> String {
        var plan = TranscodingPlan()
        let table = plan.add(C.self)
        return try Array(document(fields).utf8).withUnsafeBufferPointer { (bytes) throws(WireError) in
            try XMLDecoder.read(bytes, service: XMLSpace.service, arrays: XMLSpace.arrays) { (decoder) throws(WireError) in
                _ = try decoder.root()
                var out = ByteWriter()
                try decoder.transcode(plan, table, into: &out)
                return out.text()
            }
        }
    }

    @Test("Fields keep their order, and what is missing follows with its default")
    func order() throws {
        #expect(
            try transcoded(TableRight.self, "<Reason>none</Reason><Mask>Select Update</Mask>") == #"{"Reason":"none","Mask":"Select, Update"}"#)
        #expect(try transcoded(TableRight.self, "<Reason>none</Reason>").hasPrefix(#"{"Reason":"none","Mask":"#))
        #expect(try transcoded(FieldRight.self, "").contains(#""Reason":null"#))
    }

    @Test("A name that an enum does not have passes through, and so does a number")
    func enums() throws {
        #expect(try transcoded(ChatSessionEntity.self, "<Status>Dreaming &amp; \"so\"</Status>").contains(#""Status":"Dreaming & \"so\"""#))
        #expect(try transcoded(ChatSessionEntity.self, "<Status>4</Status>").contains(#""Status":"InQueue""#))
        #expect(try transcoded(ChatSessionEntity.self, "<Status>4711</Status>").contains(#""Status":"4711""#))
    }

    @Test("The value of a pair may come before its key")
    func pairs() throws {
        let pair = "<StringKeyValuePair><Value>&lt;b&gt;</Value><Key>a</Key></StringKeyValuePair>"
        #expect(try transcoded(Associate.self, "<ExtraFields>\(pair)</ExtraFields>").hasPrefix(#"{"ExtraFields":{"a":"<b>"},"#))
    }

    @Test("Texts of every length come over with every special letter at every place")
    func texts() throws {
        for letter in ["\"", "\\", "\n", "\t", "&amp;", "&lt;", "&gt;", "&#13;", "&#x263A;", "é", "見", "😕", "<![CDATA[<&]]>", "<!-- -->", ">"] {
            for place in 0...36 {
                let text = String(repeating: "x", count: place) + letter + String(repeating: "y", count: 20 - place / 2)
                _ = try decodeXML(FieldRight.self, fields: "<Reason>\(text)</Reason>")
            }
        }
    }
}
