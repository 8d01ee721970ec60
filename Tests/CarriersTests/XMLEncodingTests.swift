import Testing
import Wire

@testable import Carriers

@Suite("Carriers as XML")
struct XMLEncodingTests {
    private var presence: ChatPresence {
        var presence = ChatPresence()
        presence.userID = 7
        presence.displayName = "Åse <å>"
        presence.present = true
        presence.chatTopics = [3, -12]
        return presence
    }

    @Test("The service description's form is compact, base fields first, with nulls and no types")
    func compact() {
        #expect(
            encodeXML(presence)
                == "<TableRight i:nil=\"true\"/><FieldProperties i:nil=\"true\"/><UserId>7</UserId><DisplayName>Åse &lt;å&gt;</DisplayName>"
                + "<OngoingChats>0</OngoingChats><Present>true</Present><ChatTopics><a:int>3</a:int><a:int>-12</a:int></ChatTopics>")
    }

    @Test("REST's form has no namespaces, lists included")
    func rest() {
        #expect(encodeXML(presence, .rest).hasSuffix("<Present>true</Present><ChatTopics><int>3</int><int>-12</int></ChatTopics>"))
    }

    @Test("The manual's form says types, is indented, and leaves nulls out")
    func manual() {
        #expect(
            encodeXML(presence, .manual, depth: 2) == """
                  <s:UserId xsi:type="xsd:int">7</s:UserId>
                  <s:DisplayName xsi:type="xsd:string">Åse &lt;å&gt;</s:DisplayName>
                  <s:OngoingChats xsi:type="xsd:int">0</s:OngoingChats>
                  <s:Present xsi:type="xsd:boolean">true</s:Present>
                  <s:ChatTopics xsi:type="a:ArrayOfint">
                   <a:int xsi:type="xsd:int">3</a:int>
                   <a:int xsi:type="xsd:int">-12</a:int>
                  </s:ChatTopics>

                """)
    }

    @Test("Empty texts, lists, dictionaries and flags are empty elements, with an end tag of their own in the manual's form")
    func empties() {
        var associate = Associate()
        associate.name = ""
        associate.extraFields = StringDictionary()
        associate.rights.tableRight = TableRight()
        let compact = encodeXML(associate)
        #expect(compact.hasPrefix("<TableRight><Mask/><Reason i:nil=\"true\"/></TableRight>"))
        #expect(compact.contains("<Name/>"))
        #expect(compact.contains("<ExtraFields/><CustomFields i:nil=\"true\"/>"))
        let manual = encodeXML(associate, .manual)
        #expect(manual.contains("<s:Name xsi:type=\"xsd:string\"></s:Name>\n"))
        #expect(manual.contains(" <s:Mask xsi:type=\"s:ETableRight\"></s:Mask>\n"))
        #expect(manual.contains("<s:ExtraFields xsi:type=\"s:StringDictionary\">\n</s:ExtraFields>\n"))
        #expect(!manual.contains("CustomFields"))
        var empty = presence
        empty.chatTopics = []
        #expect(encodeXML(empty).hasSuffix("<ChatTopics/>"))
        #expect(encodeXML(empty, .manual).hasSuffix("<s:ChatTopics xsi:type=\"a:ArrayOfint\">\n</s:ChatTopics>\n"))
    }

    @Test("Every kind of value has its type and its spelling")
    func values() {
        var session = ChatSessionEntity()
        session.status = .customerLast
        session.whenEnded = DateTime("2018-07-20T18:28:48.2632862+02:00") ?? .empty
        session.flags.bits = 1
        session.flags.unnamed = ["Later&"]
        var sale = Sale()
        sale.amount = 2.5
        session.sale = sale
        var person = Person()
        person.rank = -3
        session.person = person
        let manual = encodeXML(session, .manual)
        #expect(manual.contains("<s:Status xsi:type=\"s:ChatSessionStatus\">CustomerLast</s:Status>\n"))
        #expect(manual.contains("<s:WhenEnded xsi:type=\"xsd:dateTime\">2018-07-20T18:28:48.2632862+02:00</s:WhenEnded>\n"))
        #expect(manual.contains("<s:Person xsi:type=\"s:Person\">\n"))
        #expect(manual.contains("\n <s:Rank xsi:type=\"xsd:short\">-3</s:Rank>\n"))
        #expect(manual.contains("\n <s:Amount xsi:type=\"xsd:double\">2.5</s:Amount>\n"))
        let compact = encodeXML(session)
        #expect(compact.contains("<Flags>"))
        #expect(compact.contains(" Later&amp;</Flags>"))

        var hours = ChatOpeningHours()
        hours.monStart = TimeSpan(hours: 8, minutes: 30)
        #expect(encodeXML(hours, .manual).contains("<s:MonStart xsi:type=\"t:duration\">PT8H30M</s:MonStart>\n"))
        var parameters = DSAParameters()
        parameters.g = Base64Bytes([1, 2, 3])
        #expect(encodeXML(parameters, .manual).contains("<s:G xsi:type=\"xsd:base64Binary\">AQID</s:G>\n"))
    }

    @Test("Flags without a name are a number, as in JSON")
    func unnamedFlags() {
        var right = TableRight()
        right.mask.bits = 1 | 1 << 20
        #expect(encodeXML(right).hasPrefix("<Mask>Select 1048576</Mask>"))
    }

    @Test("Lists of lists and dictionaries name their parts, and pairs have no type")
    func containers() {
        var address = Address()
        var field = LocalizedField()
        field.name = "n"
        address.localizedAddress = [[field], []]
        #expect(encodeXML(address).contains("<LocalizedAddress><ArrayOfLocalizedField><LocalizedField>"))
        let manual = encodeXML(address, .manual)
        #expect(manual.contains("<s:LocalizedAddress xsi:type=\"s:ArrayOfArrayOfLocalizedField\">\n <s:ArrayOfLocalizedField xsi:type=\"s:ArrayOfLocalizedField\">\n  <s:LocalizedField xsi:type=\"s:LocalizedField\">\n"))
        #expect(manual.contains(" <s:ArrayOfLocalizedField xsi:type=\"s:ArrayOfLocalizedField\">\n </s:ArrayOfLocalizedField>\n</s:LocalizedAddress>\n"))

        var associate = Associate()
        var dictionary = StringDictionary()
        dictionary.pairs = [DictionaryPair(key: "k", value: "v"), DictionaryPair(key: "n", value: nil)]
        associate.extraFields = dictionary
        #expect(encodeXML(associate).contains("<ExtraFields><StringKeyValuePair><Key>k</Key><Value>v</Value></StringKeyValuePair><StringKeyValuePair><Key>n</Key><Value i:nil=\"true\"/></StringKeyValuePair></ExtraFields>"))
        #expect(encodeXML(associate, .manual).contains("\n <s:StringKeyValuePair>\n  <s:Key xsi:type=\"xsd:string\">k</s:Key>\n  <s:Value xsi:type=\"xsd:string\">v</s:Value>\n </s:StringKeyValuePair>\n"))
    }

    @Test("A null text in a list keeps its place in every form")
    func nullsInLists() {
        var principal = SoPrincipalCarrier()
        principal.functionRights = ["one", nil]
        #expect(encodeXML(principal).contains("<FunctionRights><a:string>one</a:string><a:string i:nil=\"true\"/></FunctionRights>"))
        #expect(encodeXML(principal, .manual).contains("\n <a:string xsi:nil=\"true\"/>\n</s:FunctionRights>\n"))
    }

    @Test("Fields that are not known are written back, what JSON calls them turned into names")
    func unknownFields() {
        var session = ChatSession()
        session.unknown.fields = [
            JSONValue.Member("Later", .string("x & y")), JSONValue.Member("Many", .array([.number("1.50"), .bool(true)])),
            JSONValue.Member("Deep", .object([JSONValue.Member("b", .string("1")), JSONValue.Member("c", .null)])),
            JSONValue.Member("odd name\"", .string("")), JSONValue.Member("1", .string("")), JSONValue.Member("", .string("")),
        ]
        #expect(
            encodeXML(session).hasSuffix(
                "<Later>x &amp; y</Later><Many>1.50</Many><Many>true</Many><Deep><b>1</b><c i:nil=\"true\"/></Deep>"
                    + "<odd_x0020_name_x0022_></odd_x0020_name_x0022_><_x0031_></_x0031_><_></_>"))
        #expect(encodeXML(session, .manual).contains("<s:Deep>\n <s:b>1</s:b>\n</s:Deep>\n"))
    }
}
