import Testing
import Wire

@testable import Carriers

@Suite("Carriers from XML")
struct XMLDecodingTests {
    @Test("Fields are read in wire order and in any other")
    func anyOrder() throws {
        let fields = ["<UserId>7</UserId>", "<DisplayName>Åse</DisplayName>", "<OngoingChats>2</OngoingChats>", "<Present>true</Present>"]
        for order in [fields, fields.reversed(), [fields[2], fields[0], fields[3], fields[1]]] {
            let presence = try decodeXML(ChatPresence.self, fields: order.joined(separator: "\n  "))
            #expect(presence.userID == 7)
            #expect(presence.displayName == "Åse")
            #expect(presence.ongoingChats == 2)
            #expect(presence.present)
            #expect(presence.chatTopics == nil)
            #expect(presence.unknown.isEmpty)
        }
    }

    @Test("The base fields come first, and may come anywhere")
    func rights() throws {
        let rights = "<TableRight><Mask>Select Update</Mask><Reason/></TableRight>"
        for fields in [rights + "<ChatSessionId>3</ChatSessionId>", "<ChatSessionId>3</ChatSessionId>" + rights] {
            let session = try decodeXML(ChatSession.self, fields: fields)
            #expect(session.chatSessionID == 3)
            #expect(session.rights.tableRight?.mask.bits == 3)
            #expect(session.rights.tableRight?.reason == "")
        }
    }

    @Test("A missing field is its default, and xsi:nil is null in every spelling")
    func nulls() throws {
        #expect(try decodeXML(ChatPresence.self, fields: "").displayName == nil)
        for null in [
            "<DisplayName i:nil=\"true\"/>", "<DisplayName i:nil='1' />", "<DisplayName i:nil=\"true\"></DisplayName>", "<DisplayName i:nil='true'><!-- --> </DisplayName>",
            "<DisplayName xmlns:x='\(XMLSpace.instance)' x:nil='true'/>",
        ] {
            let presence = try decodeXML(ChatPresence.self, fields: null + "<UserId>1</UserId>" + "<OngoingChats i:nil=\"true\"/><Present i:nil='true'/>")
            #expect(presence.displayName == nil)
            #expect(presence.userID == 1)
        }
        let session = try decodeXML(
            ChatSessionEntity.self, fields: "<User i:nil=\"true\"/><Status i:nil=\"true\"/><WhenRequested i:nil=\"true\"/><Flags i:nil=\"true\"/><Rating>4</Rating>")
        #expect(session.user == nil)
        #expect(session.rating == 4)
    }

    @Test("A null written like the one before is still looked at when its prefix means something else")
    func nullsOfOtherPrefixes() throws {
        let person = try decodeXML(
            Person.self,
            fields: "<Position i:nil=\"true\"/><Mrmrs i:nil=\"true\"/><Firstname xmlns:i=\"urn:other\" i:nil=\"true\"/><Lastname i:nil=\"true\"/>")
        #expect(person.mrmrs == nil)
        #expect(person.firstname == "")
        #expect(person.lastname == nil)
    }

    @Test("An empty element is an empty text, and an empty record")
    func empties() throws {
        for empty in ["<CustomerName/>", "<CustomerName></CustomerName>", "<CustomerName />", "<CustomerName><!-- nothing --></CustomerName>"] {
            #expect(try decodeXML(ChatSessionEntity.self, fields: empty).customerName == "")
        }
        for empty in ["<User/>", "<User></User>", "<User >\n</User>"] {
            #expect(try decodeXML(ChatSessionEntity.self, fields: empty).user?.associateID == 0)
        }
    }

    @Test("Any prefix will do for the service's namespace: the default, another, several, bound on the way")
    func prefixes() throws {
        let documents = [
            document("<s:UserId>7</s:UserId><s:ChatTopics><a:int>1</a:int></s:ChatTopics><s:DisplayName>x</s:DisplayName>", prefix: "s"),
            document("<very-long.prefix:UserId>7</very-long.prefix:UserId><very-long.prefix:ChatTopics><a:int>1</a:int></very-long.prefix:ChatTopics>", prefix: "very-long.prefix"),
            "<r xmlns='urn:service' xmlns:s='urn:service' xmlns:a='urn:arrays'><s:UserId>7</s:UserId><ChatTopics><a:int>1</a:int></ChatTopics><s:DisplayName>x</s:DisplayName></r>",
            "<r><x:UserId xmlns:x='urn:service'>7</x:UserId><ChatTopics xmlns='urn:service' xmlns:b='urn:arrays'><b:int>1</b:int></ChatTopics></r>",
            "<r xmlns='urn:other'><UserId xmlns='urn:service'>7</UserId><ChatTopics xmlns='urn:service'><int xmlns='urn:arrays'>1</int></ChatTopics></r>",
            "<é:r xmlns:é='urn:service'><é:UserId>7</é:UserId><é:ChatTopics><int xmlns='urn:arrays'>1</int></é:ChatTopics></é:r>",
        ]
        for text in documents {
            let presence = try decodeXML(ChatPresence.self, Array(text.utf8))
            #expect(presence.userID == 7, "\(text)")
            #expect(presence.chatTopics == [1], "\(text)")
            #expect(presence.unknown.isEmpty, "\(text)")
        }
    }

    @Test("A field of another namespace is no field of ours, even under a name of ours")
    func otherNamespaces() throws {
        let presence = try decodeXML(
            ChatPresence.self,
            fields: "<o:UserId xmlns:o='urn:other'>5</o:UserId><UserId xmlns='urn:other'>6</UserId><UserId xmlns=''>8</UserId><OngoingChats>1</OngoingChats>")
        #expect(presence.userID == 0)
        #expect(presence.ongoingChats == 1)
        #expect(presence.unknown.fields.map(\.name) == ["UserId", "UserId", "UserId"])
        #expect(presence.unknown.fields.map(\.value) == [.string("5"), .string("6"), .string("8")])
    }

    @Test("A prefix that one field binds means nothing to the next")
    func endedBindings() throws {
        for field in [
            "<DisplayName xmlns:o='urn:service'>x</DisplayName>", "<DisplayName xmlns:o='urn:service'/>", "<DisplayName xmlns:o='urn:service' i:nil='true'/>",
            "<TableRight xmlns:o='urn:service'><o:Reason>x</o:Reason></TableRight>", "<ChatTopics xmlns:o='urn:service'><a:int>1</a:int></ChatTopics>",
            "<Later xmlns:o='urn:service'><b/></Later>", "<o:DisplayName xmlns:o='urn:service'>x</o:DisplayName>",
        ] {
            let text = "<root xmlns='urn:service' xmlns:o='urn:other' xmlns:a='urn:arrays' xmlns:i='\(XMLSpace.instance)'>\(field)<o:Present>true</o:Present><OngoingChats>1</OngoingChats></root>"
            let presence = try decodeXML(ChatPresence.self, Array(text.utf8))
            #expect(!presence.present, "\(field)")
            #expect(presence.ongoingChats == 1, "\(field)")
            #expect(presence.unknown["Present"] == .string("true"), "\(field)")
        }
    }

    @Test("Attributes of a field are passed over, types among them")
    func attributes() throws {
        let presence = try decodeXML(
            ChatPresence.self,
            fields: "<UserId i:type=\"x:int\" id='1'>7</UserId><DisplayName i:type='x:string'>A</DisplayName><ChatTopics i:type='a:ArrayOfint'><a:int i:type='x:int'>9</a:int></ChatTopics><Present i:nil='false'>true</Present>")
        #expect(presence.userID == 7)
        #expect(presence.displayName == "A")
        #expect(presence.chatTopics == [9])
        #expect(presence.present)
    }

    @Test("White space around values counts for texts only")
    func whiteSpace() throws {
        let session = try decodeXML(
            ChatSessionEntity.self,
            fields: """
                <ChatSessionId> 12\n</ChatSessionId>\t<CustomerConsented>
                  1 </CustomerConsented><CustomerName> Åse </CustomerName><Status> InQueue </Status><WhenRequested> 2024-02-29T10:00:00Z
                </WhenRequested><Flags>\n</Flags><Sale><Amount> 1.5 </Amount></Sale>
                """)
        #expect(session.chatSessionID == 12)
        #expect(session.customerConsented)
        #expect(session.customerName == " Åse ")
        #expect(session.status == .inQueue)
        #expect("\(session.whenRequested)" == "2024-02-29T10:00:00Z")
        #expect(session.flags.isEmpty)
        #expect(session.sale?.amount == 1.5)
    }

    @Test("Numbers may have signs and leading zeros, and comments inside")
    func numbers() throws {
        for (text, value) in [("0", 0), ("-2147483648", Int32.min), ("2147483647", .max), ("+5", 5), ("007", 7), ("1<!-- -->2", 12), ("<![CDATA[3]]>", 3), ("&#52;", 4), ("000000000000000000012", 12)] {
            #expect(try decodeXML(ChatSession.self, fields: "<ChatSessionId>\(text)</ChatSessionId>").chatSessionID == value, "\(text)")
        }
    }

    @Test("Enums are read by name and by number, flags between spaces or commas")
    func names() throws {
        let fields = "<Status>5</Status><TransferTo><TableRight><Mask>Select, Insert 2</Mask></TableRight></TransferTo>"
        let session = try decodeXML(ChatSessionEntity.self, fields: fields)
        #expect(session.status == .customerLast)
        #expect(session.transferTo?.rights.tableRight?.mask.bits == 7)
    }

    @Test("Durations are read, and none where the manual's samples leave them empty")
    func durations() throws {
        let hours = try decodeXML(
            ChatOpeningHours.self, fields: "<MonStart>PT8H30M</MonStart><MonStop></MonStop><TueStart/><TueStop>08:00:00</TueStop>")
        #expect(hours.monStart == TimeSpan(hours: 8, minutes: 30))
        #expect(hours.monStop == TimeSpan())
        #expect(hours.tueStop == TimeSpan(hours: 8))
    }

    @Test("Texts keep their white space, references and sections; line ends become line feeds")
    func texts() throws {
        let session = try decodeXML(
            ChatSessionEntity.self,
            fields: "<FirstMessage>a &lt;b&gt; &amp;\r\n c&#13;\n\td</FirstMessage><LastMessage><![CDATA[<p>]]> 水😀 </LastMessage><CustomerName>\n</CustomerName>")
        #expect(session.firstMessage == "a <b> &\n c\r\n\td")
        #expect(session.lastMessage == "<p> 水😀 ")
        #expect(session.customerName == "\n")
    }

    @Test("Lists hold items of their type; null items are left out, null texts are kept")
    func lists() throws {
        let principal = try decodeXML(
            SoPrincipalCarrier.self,
            fields: """
                <FunctionRights><a:string>one</a:string><a:string i:nil="true"/><a:string/></FunctionRights>
                <ProvidedCredentials>
                  <ProvidedCredential><Type>t</Type></ProvidedCredential><ProvidedCredential i:nil="true"/><ProvidedCredential/>
                </ProvidedCredentials><SecondaryGroups/><Licenses i:nil="true"/>
                """)
        #expect(principal.functionRights == ["one", nil, ""])
        #expect(principal.providedCredentials?.map(\.type) == ["t", nil])
        #expect(principal.secondaryGroups == [])
        #expect(principal.licenses == nil)
    }

    @Test("A list of lists has items named by the inner list's type")
    func listsOfLists() throws {
        let address = try decodeXML(
            Address.self,
            fields: "<LocalizedAddress><ArrayOfLocalizedField><LocalizedField><Name>n</Name></LocalizedField><LocalizedField/></ArrayOfLocalizedField><ArrayOfLocalizedField/></LocalizedAddress>")
        #expect(address.localizedAddress?.map { $0.map(\.name) } == [["n", nil], []])
    }

    @Test("Dictionaries are pairs of key and value, in either order")
    func dictionaries() throws {
        let associate = try decodeXML(
            Associate.self,
            fields: """
                <ExtraFields><StringKeyValuePair><Key>k</Key><Value>v</Value></StringKeyValuePair>
                <StringKeyValuePair><Value i:nil='true'/><Key>other</Key></StringKeyValuePair></ExtraFields><CustomFields/>
                <FieldProperties><FieldPropertyDictionaryKeyValuePair><Key>f</Key><Value><FieldLength>9</FieldLength></Value></FieldPropertyDictionaryKeyValuePair></FieldProperties>
                """)
        #expect(associate.extraFields?.pairs.map(\.key) == ["k", "other"])
        #expect(associate.extraFields?.pairs.map(\.value) == ["v", nil])
        #expect(associate.customFields?.pairs.count == 0)
        #expect(associate.rights.fieldProperties?.pairs.first?.value?.fieldLength == 9)
    }

    @Test("Fields that are not known are kept: text, null, and objects of children")
    func unknownFields() throws {
        let session = try decodeXML(
            ChatSession.self,
            fields: "<Later>x &amp; y</Later><ChatSessionId>1</ChatSessionId><Gone i:nil='true'/><Deep n='1'> <b>1</b>two<c><d/></c> </Deep><ChatSessionIdentity/>")
        #expect(session.chatSessionID == 1)
        #expect(session.unknown["Later"] == .string("x & y"))
        #expect(session.unknown["Gone"] == .null)
        #expect(
            session.unknown["Deep"]
                == .object([
                    JSONValue.Member("b", .string("1")), JSONValue.Member("c", .object([JSONValue.Member("d", .string(""))])),
                ]))
        #expect(session.unknown["ChatSessionIdentity"] == .string(""))
    }

    @Test("Without namespaces, as REST writes it, items of lists have none either")
    func rest() throws {
        let text = "<?xml version='1.0'?><ChatPresence><UserId>7</UserId><ChatTopics><int>1</int><int>2</int></ChatTopics></ChatPresence>"
        let presence = try decodeXML(ChatPresence.self, Array(text.utf8), service: "", arrays: "")
        #expect(presence.userID == 7)
        #expect(presence.chatTopics == [1, 2])
    }

    @Test("A document whose root is a list is read as one")
    func roots() throws {
        for (text, ids) in [
            ("<ArrayOfChatSession><ChatSession><ChatSessionId>1</ChatSessionId></ChatSession><ChatSession/></ArrayOfChatSession>", [1, 0]),
            ("<ArrayOfChatSession/>", []), ("<ArrayOfChatSession xmlns:i='\(XMLSpace.instance)' i:nil='true'/>", []),
        ] as [(String, [Int32])] {
            let sessions: [ChatSession] = try Array(text.utf8).withUnsafeBufferPointer { (bytes) throws(WireError) in
                try XMLDecoder.read(bytes) { (decoder) throws(WireError) in
                    _ = try decoder.root()
                    return try decoder.carriers()
                }
            }
            #expect(sessions.map(\.chatSessionID) == ids)
        }
    }

    @Test("UTF-16 is read, and its errors are placed in it")
    func utf16() throws {
        func bytes(_ text: String) -> [UInt8] { [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] } }
        let text = document("<DisplayName>Åse 😀</DisplayName>")
        #expect(try decodeXML(ChatPresence.self, bytes(text)).displayName == "Åse 😀")
        let wrong = document("<DisplayName>Åse 😀</DisplayName><UserId>x</UserId>")
        do throws(WireError) {
            _ = try decodeXML(ChatPresence.self, bytes(wrong))
            Issue.record("x was read as a number")
        } catch {
            #expect(error.path == "UserId")
            let before = document("<DisplayName>Åse 😀</DisplayName><UserId>").dropLast("</root>".count)
            #expect(error.offset == 2 + 2 * before.utf16.count)
        }
    }
}
