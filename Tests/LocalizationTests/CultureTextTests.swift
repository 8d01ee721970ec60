import Testing

@testable import Localization

@Suite("Values inside texts")
struct CultureTextTests {
    private func formatted(_ mark: String, _ language: String) throws -> String? {
        let tag = try #require(LanguageTag(codeOrTag: language))
        return CultureText.formatted(mark, in: try #require(Culture.named(tag)))
    }

    @Test(
        "Each of the fifteen languages has its way to write",
        arguments: [
            ("US", "-1,234,567.5", "3/4/2026 2:05 PM", "Yes"), ("GE", "-1.234.567,5", "04.03.2026 14:05", "Ja"),
            ("SW", "-1\u{A0}234\u{A0}567,5", "2026-03-04 14:05", "Ja"), ("DA", "-1.234.567,5", "04-03-2026 14:05", "Ja"),
            ("SP", "-1.234.567,5", "04/03/2026 14:05", "Sí"), ("NO", "-1\u{A0}234\u{A0}567,5", "04.03.2026 14:05", "Ja"),
            ("CZ", "-1\u{A0}234\u{A0}567,5", "04.03.2026 14:05", "Ano"), ("CN", "-1,234,567.5", "2026/3/4 14:05", "是"),
            ("JP", "-1,234,567.5", "2026/03/04 14:05", "はい"), ("FI", "-1\u{A0}234\u{A0}567,5", "4.3.2026 14.05", "Kyllä"),
            ("NL", "-1.234.567,5", "4-3-2026 14:05", "Ja"), ("RU", "-1\u{A0}234\u{A0}567,5", "04.03.2026 14:05", "Да"),
            ("FR", "-1\u{A0}234\u{A0}567,5", "04/03/2026 14:05", "Oui"),
            ("PL", "-1\u{A0}234\u{A0}567,5", "04.03.2026 14:05", "Tak"),
            ("IT", "-1.234.567,5", "04/03/2026 14:05", "Sì"),
        ])
    func cultures(language: String, number: String, moment: String, yes: String) throws {
        #expect(try formatted("F:-1234567.5", language) == number)
        #expect(try formatted("M:-1234567.5", language) == number)
        #expect(try formatted("DT:03/04/2026 14:05:59.1234567", language) == moment)
        #expect(try formatted("B:1", language) == yes)
        #expect(try formatted("I:-1234567", language) == "-1234567")
    }

    @Test(
        "Numbers and times at their edges",
        arguments: [
            ("I:0", "0"), ("I:007", "7"), ("I:-9223372036854775808", "-9223372036854775808"), ("F:0.50", "0.50"),
            ("F:999", "999"),
            ("F:1000", "1,000"), ("T:00:00", "12:00 AM"), ("T:00:30:00", "12:30 AM"), ("T:11:59:59.9", "11:59 AM"),
            ("T:12:00", "12:00 PM"),
            ("T:23:59:59.9999999", "11:59 PM"), ("D:02/29/2024", "2/29/2024"), ("D:12/31/9999", "12/31/9999"), ("B:0", "No"),
        ])
    func edges(mark: String, expected: String) throws {
        #expect(try formatted(mark, "US") == expected)
    }

    @Test(
        "What is not well-formed stays",
        arguments: [
            "", "I", "I:", "I:-", "I:+1", "I:1.0", "I: 1", "I:9223372036854775808", "I:١", "F:", "F:.5", "F:1.", "F:1.2.3",
            "F:1e5", "F:--1",
            "F:1,5", "D:", "D:1/1/2020", "D:13/01/2020", "D:00/01/2020", "D:02/29/2023", "D:02/00/2023", "D:01/01/0000",
            "D:01/01/20200",
            "D:09.11.2017", "D:2017-11-09", "DT:01/01/2020", "DT:01/01/2020T10:00", "DT:01/01/2020  10:00", "T:24:00", "T:10:60",
            "T:10:00:60",
            "T:10", "T:1:00", "T:10:00:", "T:10:00:1", "T:10:00:00.", "T:10:00:00.12345678", "T:10:00:00,1", "T:10:00:00:00",
            "B:2", "B:true", "B:X98",
            "A:1,2", "TS:500", "i:1", "S:x", ":1",
        ])
    func malformed(mark: String) throws {
        #expect(try formatted(mark, "US") == nil)
    }
}
