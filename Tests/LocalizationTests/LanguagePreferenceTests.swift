import Testing

@testable import Localization

@Suite("Languages of a request")
struct LanguagePreferenceTests {
    private func codes(_ accept: String?, _ own: String? = nil) -> [String] {
        LanguagePreference(acceptLanguage: accept, soLanguage: own).codes.map(\.description)
    }

    @Test(
        "Each language has the protocol's code",
        arguments: [
            ("en", "US"), ("en-GB", "US"), ("de", "GE"), ("de-CH", "GE"), ("sv", "SW"), ("da", "DA"), ("es-MX", "SP"),
            ("no", "NO"),
            ("nb-NO", "NO"), ("nn", "NO"), ("cs", "CZ"), ("zh-Hans-CN", "CN"), ("ja", "JP"), ("fi", "FI"), ("nl", "NL"),
            ("ru", "RU"),
            ("FR-fr", "FR"), ("pl", "PL"), ("it", "IT"), ("pt-BR", "PT"),
        ])
    func mapping(tag: String, code: String) {
        #expect(codes(tag) == [code])
    }

    @Test(
        "A browser's language is not mistaken for a code of the protocol: Swahili is not Swedish",
        arguments: ["sw", "ge", "us", "cz"])
    func noCode(tag: String) {
        let preference = LanguagePreference(acceptLanguage: tag, soLanguage: nil)
        #expect(preference.codes == [])
        #expect(!preference.isUnchanged)
    }

    @Test("SO-Language takes the protocol's codes too, and overrides Accept-Language unless it is blank")
    func ownHeader() {
        #expect(codes("en", "SW") == ["SW"])
        #expect(codes("en", "ge") == ["GE"])
        #expect(codes("en", "nb-no") == ["NO"])
        #expect(codes("en", " \t") == ["US"])
        #expect(codes("en", "") == ["US"])
        #expect(codes(nil, "DA, en;q=0.5") == ["DA", "US"])
    }

    @Test("Weights decide, then the order; weight 0 is out")
    func weights() {
        #expect(codes("da;q=0.5, en;q=0.9, nb") == ["NO", "US", "DA"])
        #expect(codes("da, sv, nb") == ["DA", "SW", "NO"])
        #expect(codes("da;q=0, sv;q=0.000, nb;q=0.001") == ["NO"])
        #expect(codes("en;q=1.000 , de ; q=0.999,fr;Q=1") == ["US", "FR", "GE"])
        #expect(codes("en-US,en;q=0.9") == ["US"])
    }

    @Test("Parts that are not well-formed are ignored; the manual's 'en-us; en-gb' is en-us")
    func malformed() {
        #expect(codes("en-us; en-gb") == ["US"])
        for part in [
            "q=1", "d", "toolongalanguage", "d-e", "de--CH", "de-", "de_CH", "d\u{E9}", "de;q=", "de;q=2", "de;q=1.5",
            "de;q=0.1234",
            "de;q=0x5", "de;q=.5", "de;q=-1", "1e", "",
        ] {
            #expect(codes("\(part), nb") == ["NO"], "\(part)")
        }
    }

    @Test(
        "'*', 'x' and no header leave texts unchanged", arguments: [nil, "", "*", "x", "X", " * ", "*, en", "en;q=0.5, *", ",,"])
    func unchanged(header: String?) {
        #expect(LanguagePreference(acceptLanguage: header, soLanguage: nil).isUnchanged)
        #expect(LanguagePreference(acceptLanguage: nil, soLanguage: header).isUnchanged)
    }

    @Test("'*' after a language ends the list; in SO-Language it cancels Accept-Language")
    func star() {
        #expect(codes("en, *;q=0.5, de;q=0.1") == ["US"])
        #expect(codes("en", "*") == [])
        #expect(codes("en", "x") == [])
    }

    @Test("No more than 32 languages and 4,096 bytes are read")
    func bounds() {
        let many = LanguagePreference(acceptLanguage: (0..<1000).map { "en-X\($0)aa" }.joined(separator: ","), soLanguage: nil)
        #expect(many.languages.count == 32)
        #expect(codes(String(repeating: " ", count: 4096) + "en") == [])
    }

    @Test("A region is two letters after the language, not those of an extension")
    func regions() {
        #expect(LanguageTag("de-CH")?.region == "CH")
        #expect(LanguageTag("zh-Hant-tw")?.region == "TW")
        #expect(LanguageTag("de-1996")?.region == nil)
        #expect(LanguageTag("en-u-ca-gregory")?.region == nil)
        #expect(LanguageTag(String(repeating: "a", count: 36)) == nil)
    }
}
