import Testing

@testable import Wire

@Suite("Reading XML")
struct XMLReaderTests {
    @Test("Elements, attributes, text and sections come out whole, whatever way they are written")
    func infosets() throws {
        let document = """
            <?xml version="1.0" encoding='utf-8' standalone="no" ?>
            <!-- before --><?page width="3"?>
            <a one="1"\ttwo = 'x&quot;&#10;y
            z' >text<!-- in between --> goes <![CDATA[<on>&amp;]]> &lt;&#x6C34;&#128512;&gt;<b/><c  ></c
            ><?x?></a ><!-- after -->

            """
        #expect(
            try infoset(document) == [
                "<a", "@one=1", "@two=x\"\ny z", "=text goes <on>&amp; <水😀>", "<b", ">", "<c", ">", ">",
            ])
    }

    @Test("A carriage return, with or without a line feed, is a line feed in text and a space in attributes")
    func lineEnds() throws {
        #expect(try infoset("<a b='1\r\n2\r3\t4&#13;&#10;5'>1\r\n2\r3\r\r\n4&#13;<![CDATA[5\r\n6\r7]]></a>") == ["<a", "@b=1 2 3 4\r\n5", "=1\n2\n3\n\n4\r5\n6\n7", ">"])
    }

    @Test("Namespaces are those in scope: defaults, any prefix, bound again, and taken away")
    func namespaces() throws {
        let document = """
            <p:a xmlns:p="urn:1" xmlns="urn:2" p:x="1" x="2"><b y="3" xml:lang="de"/><c xmlns=""><d/><p:d/></c>\
            <p:e xmlns:p="urn:3" p:x="4"/><p:f/></p:a>
            """
        #expect(
            try infoset(document) == [
                "<{urn:1}a", "@x=2", "@{urn:1}x=1", "<{urn:2}b", "@y=3", "@{http://www.w3.org/XML/1998/namespace}lang=de", ">", "<c",
                "<d", ">", "<{urn:1}d", ">", ">", "<{urn:3}e", "@{urn:3}x=4", ">", "<{urn:1}f", ">", ">",
            ])
    }

    @Test("The prefix xml is bound without being declared, and may be declared to what it is")
    func reservedPrefixes() throws {
        #expect(try infoset("<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:id='q'/>").count == 3)
    }

    @Test("Names may have letters of any script, digits, points and hyphens")
    func names() throws {
        #expect(try infoset("<Zürich-1.0_x/>") == ["<Zürich-1.0_x", ">"])
        #expect(try infoset("<日本 ä·='1'></日本>") == ["<日本", "@ä·=1", ">"])
    }

    @Test("A byte order mark of UTF-8 is no character of the document")
    func byteOrderMark() throws {
        #expect(try infoset([0xEF, 0xBB, 0xBF] + Array("<?xml version='1.0'?><a/>".utf8)) == ["<a", ">"])
    }

    @Test("A null element is told from one that is not null, by its namespace and in any spelling")
    func null() throws {
        func isNull(_ attributes: String) throws(WireError) -> Bool {
            let bytes = Array("<a xmlns:n='http://www.w3.org/2001/XMLSchema-instance' xmlns:o='urn:other' \(attributes)/>".utf8)
            return try lending(bytes) { (bytes) throws(WireError) in
                var reader = try XMLReader(bytes, limits: Limits(), namespaces: XMLNamespaces())
                return try reader.root().isNil
            }
        }
        #expect(try isNull("n:nil='true'"))
        #expect(try isNull("n:nil=' 1 '"))
        #expect(try isNull("n:nil='&#x74;rue'"))
        #expect(try !isNull("n:nil='false'"))
        #expect(try !isNull("n:nil='0'"))
        #expect(try !isNull("o:nil='true'"))
        #expect(try !isNull("nil='true'"))
        #expect(throws: WireError.self) { try isNull("n:nil='yes'") }
    }

    @Test("What is not read of an element is checked while it is passed over")
    func skipping() throws {
        let bytes = Array("<a><b><c x='1'>t<d/></c><!-- --></b><e/></a>".utf8)
        try lending(bytes) { (bytes) throws(WireError) in
            var reader = try XMLReader(bytes, limits: Limits(), namespaces: XMLNamespaces())
            _ = try reader.root()
            let hasFirst = try reader.nextTag()
            _ = try reader.openTag()
            try reader.skipContent()
            let hasSecond = try reader.nextTag()
            let second = try reader.openTag().text
            let hasThird = try reader.nextTag()
            try reader.finish()
            #expect([hasFirst, hasSecond, hasThird] == [true, true, false])
            #expect(second == "e")
        }
    }

    @Test("The plain ways through a leaf read the same as the thorough one, for every length")
    func leaves() throws {
        for length in 0..<70 {
            for (letter, filler) in [("x", "a"), ("é", "ü"), ("\n", "b"), ("水", "c")] {
                let text = String(repeating: filler, count: length) + (length % 3 == 0 ? letter : "")
                for name in ["a", "Zeta567", "ABCDEFGHIJKLMNOP", "ABCDEFGHIJKLMNOPQ", "NameOfMoreThanTwentyFourLetters"] {
                    let bytes = Array("<r><\(name)>\(text)</\(name)><end/><more>so that there is room</more></r>".utf8)
                    try lending(bytes) { (bytes) throws(WireError) in
                        var reader = try XMLReader(bytes, limits: Limits(), namespaces: XMLNamespaces())
                        _ = try reader.root()
                        _ = try reader.nextTag()
                        let tag = UnsafeBufferPointer(rebasing: bytes[4..<4 + name.utf8.count])
                        reader.position += name.utf8.count + 1
                        let plain = reader.plainText(tag)
                        let isBehind = reader.looksAt("<end/>")
                        #expect(plain == text, "\(name) \(length)")
                        #expect(isBehind)
                    }
                }
            }
        }
    }

    @Test("A leaf with another end tag than its own is not taken as plain")
    func wrongLeaves() throws {
        for (document, length) in [
            ("<Name12345>x</Name12346>                        ", 9), ("<Name>x</Nam>                                   ", 4),
            ("<Name>x</Names>                                   ", 4), ("<Name>x<Name>                                 ", 4),
            ("<NameOfSixteenLs>x</NameOfSixteenLz>                       ", 15),
        ] {
            try lending(Array(document.utf8)) { (bytes) throws(WireError) in
                var reader = try XMLReader(bytes, limits: Limits(), namespaces: XMLNamespaces())
                reader.position += length + 2
                let tag = UnsafeBufferPointer(rebasing: bytes[1..<1 + length])
                let isTaken = reader.plainText(tag) != nil || reader.plainToken(tag) != nil || reader.plainInteger(tag) != nil
                #expect(!isTaken, "\(document)")
            }
        }
    }
}
