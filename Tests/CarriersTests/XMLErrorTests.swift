import Testing
import Wire

@testable import Carriers

@Suite("Refusing XML that no carrier fits")
struct XMLErrorTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let fields: String
        let path: String
        /// What stands where the error is placed.
        let place: String
        let message: String
        var kind = WireError.Kind.value

        init(_ fields: String, _ path: String, at place: String, _ message: String, _ kind: WireError.Kind = .value) {
            self.fields = fields
            self.path = path
            self.place = place
            self.message = message
            self.kind = kind
        }

        var testDescription: String { fields }
    }

    static let refusals = [
        Refusal("<Rating>x</Rating>", "Rating", at: "x</", "expected a whole number from -2147483648 to 2147483647, found x"),
        Refusal("<Rating>2147483648</Rating>", "Rating", at: "2147483648", "expected a whole number from -2147483648 to 2147483647, found 2147483648"),
        Refusal("<Rating>99999999999999999999999999</Rating>", "Rating", at: "9999", "expected a whole number"),
        Refusal("<Rating>1.0</Rating>", "Rating", at: "1.0", "expected a whole number"),
        Refusal("<Rating/>", "Rating", at: "</root>", "expected a whole number from -2147483648 to 2147483647, found nothing"),
        Refusal("<Rating></Rating>", "Rating", at: "</Rating>", "expected a whole number from -2147483648 to 2147483647, found nothing"),
        Refusal("<Rating>-</Rating>", "Rating", at: "-</", "expected a whole number"),
        Refusal("<Rating><b>1</b></Rating>", "Rating", at: "<b>", "an element stands where text is expected"),
        Refusal("<Person><Rank>40000</Rank></Person>", "Person.Rank", at: "40000", "expected a whole number from -32768 to 32767"),
        Refusal("<User><AssociateId>x</AssociateId></User>", "User.AssociateId", at: "x</", "expected a whole number"),
        Refusal("<CustomerConsented>yes</CustomerConsented>", "CustomerConsented", at: "yes", "expected true or false"),
        Refusal("<CustomerConsented/>", "CustomerConsented", at: "</root>", "expected true or false"),
        Refusal("<Sale><Amount>1,5</Amount></Sale>", "Sale.Amount", at: "1,5", "expected a number"),
        Refusal("<Sale><Amount>1e999</Amount></Sale>", "Sale.Amount", at: "1e999", "the number is out of range"),
        Refusal("<WhenEnded>today</WhenEnded>", "WhenEnded", at: "today", "expected a date and time such as"),
        Refusal("<WhenEnded>2023-02-29T00:00:00</WhenEnded>", "WhenEnded", at: "2023", "expected a date and time such as"),
        Refusal("<WhenEnded></WhenEnded>", "WhenEnded", at: "</WhenEnded>", "expected a date and time such as"),
        Refusal("<Status>Asleep</Status>", "Status", at: "Asleep", "expected one of Invalid, PreChatForm, Faq"),
        Refusal("<Status/>", "Status", at: "</root>", "expected one of Invalid"),
        Refusal("<Status>99</Status>", "Status", at: "99", "expected one of Invalid"),
        Refusal("<Rating i:nil='true'>5</Rating>", "Rating", at: "5</", "text stands where only elements are expected"),
        Refusal("<Rating i:nil='true'><b/></Rating>", "Rating", at: "b/>", "an element that is null has content"),
        Refusal("<User>text</User>", "User", at: "text", "text stands where only elements are expected"),
        Refusal("text", "", at: "text", "text stands where only elements are expected"),
        Refusal("<![CDATA[ ]]>", "", at: "<![CDATA", "text stands where only elements are expected"),
        // Twice
        Refusal("<Rating>1</Rating><Rating>2</Rating>", "Rating", at: "<Rating>2", "the element stands twice", .malformed),
        Refusal("<Rating>1</Rating><TopicId>1</TopicId><Rating/>", "Rating", at: "<Rating/>", "the element stands twice", .malformed),
        Refusal("<User/><User i:nil='true'/>", "User", at: "<User i:nil", "the element stands twice", .malformed),
        // Lists and dictionaries
        Refusal("<FieldProperties><b/></FieldProperties>", "FieldProperties[0]", at: "<b/>", "expected <FieldPropertyDictionaryKeyValuePair> of the same namespace as the list, found <b>"),
        Refusal("<Contact><Address><LocalizedAddress><LocalizedField/></LocalizedAddress></Address></Contact>", "Contact.Address.LocalizedAddress[0]", at: "<LocalizedField/>", "expected <ArrayOfLocalizedField>"),
        Refusal(
            "<Contact><Address><LocalizedAddress><ArrayOfLocalizedField/><ArrayOfLocalizedField><LocalizedField/><LocalizedField><ValueLength>?</ValueLength></LocalizedField></ArrayOfLocalizedField></LocalizedAddress></Address></Contact>",
            "Contact.Address.LocalizedAddress[1][1].ValueLength", at: "?</", "expected a whole number"),
        Refusal(
            "<FieldProperties><FieldPropertyDictionaryKeyValuePair><Key>a</Key></FieldPropertyDictionaryKeyValuePair><FieldPropertyDictionaryKeyValuePair><Value><FieldLength>x</FieldLength></Value></FieldPropertyDictionaryKeyValuePair></FieldProperties>",
            "FieldProperties[1].Value.FieldLength", at: "x</", "expected a whole number"),
        Refusal(
            "<FieldProperties><FieldPropertyDictionaryKeyValuePair><Key>a</Key></FieldPropertyDictionaryKeyValuePair><FieldPropertyDictionaryKeyValuePair><Key>a</Key></FieldPropertyDictionaryKeyValuePair></FieldProperties>",
            "FieldProperties[1]", at: "<Key>a</Key></FieldPropertyDictionaryKeyValuePair></FieldProperties>", "the key \"a\" stands twice", .malformed),
        // Not XML
        Refusal("<Rating>1</Ratin></Rating>", "Rating", at: "</Ratin>", "expected the end tag </Rating>, found </Ratin>", .malformed),
        Refusal("<User><Name>&nbsp;</Name></User>", "User.Name", at: "&nbsp;", "the entity nbsp is not defined", .malformed),
        Refusal("<CustomerName>\u{1}</CustomerName>", "CustomerName", at: "\u{1}", "the control character 1 may not stand in XML", .malformed),
        Refusal("<CustomerName>0123456789ABCDEF\u{FFFF}</CustomerName>", "CustomerName", at: "\u{FFFF}", "the characters U+FFFE and U+FFFF may not stand in XML", .malformed),
        Refusal("<CustomerName>]]></CustomerName>", "CustomerName", at: "></CustomerName>", "]]> may not stand in text", .malformed),
        Refusal("<x:Rating>1</x:Rating>", "", at: "x:Rating>1", "the prefix x is not bound", .malformed),
        Refusal("<Rating b='1' b='2'>1</Rating>", "Rating", at: "b='2'", "the attribute b stands twice", .malformed),
    ]

    @Test("Each error says what is wrong, in which field and at which byte", arguments: refusals)
    func errors(_ refusal: Refusal) throws {
        let text = document(refusal.fields)
        do throws(WireError) {
            _ = try decodeXML(ChatSessionEntity.self, Array(text.utf8))
            Issue.record("\(text) was read")
        } catch {
            #expect(error.kind == refusal.kind, "\(error)")
            #expect(error.path == refusal.path, "\(error)")
            #expect(error.message.hasPrefix(refusal.message), "\(error)")
            let rest = String(decoding: text.utf8.dropFirst(error.offset), as: UTF8.self)
            #expect(rest.hasPrefix(refusal.place), "\(error): \(rest)")
        }
    }

    @Test("Lists, fields that are not known and depth are bounded")
    func limits() throws {
        var limits = Limits()
        limits.listElements = 2
        limits.unknownFields = 2
        limits.depth = 4
        func refused(_ fields: String, _ path: String) {
            do throws(WireError) {
                _ = try decodeXML(ChatPresence.self, fields: fields, limits: limits)
                Issue.record("\(fields) was read")
            } catch {
                #expect(error.kind == .limit, "\(error)")
                #expect(error.path == path, "\(error)")
            }
        }
        _ = try decodeXML(ChatPresence.self, fields: "<ChatTopics><a:int>1</a:int><a:int>1</a:int></ChatTopics><b/><c/>", limits: limits)
        refused("<ChatTopics><a:int>1</a:int><a:int>1</a:int><a:int>1</a:int></ChatTopics>", "ChatTopics[2]")
        refused("<b/><c/><d/>", "")
        refused("<b><c><d><e></e></d></c></b>", "")
        refused("<FieldProperties><FieldPropertyDictionaryKeyValuePair><Value><FieldRight><Mask>Read</Mask></FieldRight></Value></FieldPropertyDictionaryKeyValuePair></FieldProperties>", "FieldProperties[0].Value")
    }
}
