import Testing

@testable import Localization

@Suite("Texts in several languages")
struct MultiLanguageTextTests {
    private func pick(_ text: String, _ languages: String = "nb") -> String? {
        MultiLanguageText.pick(from: text, by: LanguagePreference(acceptLanguage: languages, soLanguage: nil))
    }

    @Test("The best language is picked, then English, then the first")
    func order() {
        let text = #"NO:"Ja";US:"Yes";GE:"Ja, ja""#
        #expect(pick(text, "nb") == "Ja")
        #expect(pick(text, "fr, de") == "Ja, ja")
        #expect(pick(text, "fr") == "Yes")
        #expect(pick(text, "sw") == "Yes")
        #expect(pick(#"SW:"Hej";DA:"Hejsa""#, "fr") == "Hej")
        #expect(pick(#"SW:"Hej";DA:"Hejsa""#, "en, da") == "Hejsa")
        #expect(pick(#"NO:"en";NO:"to""#) == "en")
        #expect(pick(#"PT:"Sim";US:"Yes""#, "pt-BR") == "Sim")
    }

    @Test("The form is met in any case, with blanks between entries and a last semicolon")
    func form() {
        #expect(pick(#"no:"Ja";US:"Yes";"#) == "Ja")
        #expect(pick(" NO:\"Ja\" ;\n US:\"Yes\" ; ") == "Ja")
        #expect(pick(#"NO:"Ja""#) == "Ja")
        #expect(pick(#"NO:"""#) == "")
        #expect(pick(#"NO:"";US:"Yes""#) == "")
        #expect(pick(#"US:"Smørbrød; \o/ 🙂";NO:"Brød""#, "en") == #"Smørbrød; \o/ 🙂"#)
    }

    @Test("Quotes inside are doubled or follow a backslash; other backslashes are themselves")
    func escapes() {
        #expect(pick(#"NO:"si ""ja""!""#) == #"si "ja"!"#)
        #expect(pick(#"NO:"si \"ja\"!""#) == #"si "ja"!"#)
        #expect(pick(#"NO:"""""#) == #"""#)
        #expect(pick(#"NO:"\\";US:"x""#) == #"\"#)
        #expect(pick(#"NO:"C:\temp\\""#) == #"C:\temp\"#)
        #expect(pick(#"NO:"\\\"""#) == #"\""#)
    }

    @Test(
        "A text that is not of the form from end to end is an ordinary text",
        arguments: [
            "", "NO", "Ja", #"NO:"#, #"NO:""#, #"NO:"Ja"#, #"NO:"Ja" og mer"#, #"NO:"Ja",US:"Yes""#, #"NO:"Ja";;US:"Yes""#,
            #"NO:"Ja";US"#, #"N1:"Ja""#, #"NOR:"Ja""#, #"Se NO:"Ja""#, #"NO: "Ja""#, #"NO:'Ja'"#, #"NO:"C:\";US:"x""#, "     ",
            #"ØØ:"Ja""#, #"NO:"a""b"#, #";NO:"Ja""#,
        ])
    func ordinary(text: String) {
        #expect(pick(text) == nil)
    }
}
