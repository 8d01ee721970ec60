import Foundation
import Testing

@testable import Wire

@Suite("Numbers in JSON")
struct NumbersTests {
    @Test("Whole numbers are read up to the bounds of their type and no further")
    func bounds() throws {
        for (json, number) in [
            ("0", 0), ("-0", 0), ("7", 7), ("-1", -1), ("12345678", 12_345_678), ("123456789", 123_456_789), ("-2147483648", -2_147_483_648),
            ("2147483647", 2_147_483_647), (" \n\t\r42", 42),
        ] as [(String, Int64)] {
            #expect(try integer(json) == number)
            #expect(try integer(json + "        ") == number)
        }
        for json in ["2147483648", "-2147483649", "99999999999999999999", "9223372036854775808", "18446744073709551616", "1e0", "1.0", "0.5", "1E400"] {
            expectError(.value, at: 0, of: json) { () throws(WireError) in try integer(json) }
        }
    }

    @Test("A number that is not well-formed is refused where it stands")
    func malformed() {
        for json in ["01", "-01", "00", "-", "+1", ".5", "1.", "1.e3", "1e", "1e+", "--1", "1..2", "1.2.3", "01234567890", "-a", "1e5e5"] {
            expectError(.malformed, at: 1, of: json) { () throws(WireError) in try integer(" " + json) }
            expectError(.malformed, at: 1, of: json) { () throws(WireError) in try double(" " + json) }
        }
        expectError(.malformed, at: 2, of: "two numbers") { () throws(WireError) in try integer("1 2") }
        expectError(.malformed, at: 1, of: "a letter behind") { () throws(WireError) in try integer("1a") }
        expectError(.malformed, at: 0, of: "nothing") { () throws(WireError) in try integer("") }
        expectError(.value, at: 0, of: "a string") { () throws(WireError) in try integer("\"1\"") }
        expectError(.value, at: 0, of: "true") { () throws(WireError) in try double("true") }
    }

    @Test("Whole numbers of every length are written and read back")
    func everyLength() throws {
        var random = SeededNumbers(seed: 2)
        var numbers: [Int64] = [.min, .max, 0]
        var power: Int64 = 1
        for _ in 0..<18 {
            numbers += [power - 1, power, power + 1, -power]
            power *= 10
            numbers += (0..<50).map { _ in Int64.random(in: -power...power, using: &random) }
        }
        for number in numbers {
            var writer = ByteWriter()
            IntegerText.uncheckedWrite(number, to: &writer)
            #expect(writer.text() == String(number))
            if number.magnitude < 1_000_000_000_000_000_000 {
                let read = try reading(writer.bytes()) { (reader) throws(WireError) in try reader.integer(.min, .max) }
                #expect(read == number)
            }
        }
    }

    @Test("Doubles read as the C library reads them, for 100,000 random bit patterns in their shortest form")
    func randomDoubles() {
        var random = SeededNumbers(seed: 3)
        for _ in 0..<100_000 {
            let value = Double(bitPattern: random.next())
            if value.isFinite { expectAgreement(value.description) }
        }
    }

    @Test("Doubles read as the C library reads them, for digits that lie near a tie and for all places of the point")
    func decimals() {
        var random = SeededNumbers(seed: 4)
        for _ in 0..<50_000 {
            let digits = String(random.next() >> UInt64.random(in: 0..<60, using: &random))
            let point = Int.random(in: 0...digits.count, using: &random)
            let whole = digits.prefix(point)
            let text = "\(whole.isEmpty ? "0" : whole).\(digits.dropFirst(point))0"
            expectAgreement(text)
            expectAgreement("-0.\(String(repeating: "0", count: Int.random(in: 0..<8, using: &random)))\(digits)")
            expectAgreement("\(digits)e\(Int.random(in: -340...330, using: &random))")
        }
        for text in ["9007199254740993.0", "9007199254740993", "0.500000000000000166533453693773481063544750213623046875", "1.7976931348623157e308",
            "4.9406564584124654e-324", "2.4703282292062327e-324", "1e-400", "0e400", "-0.0", "0.0000000000000000001", "18446744073709551615.0"]
        {
            expectAgreement(text)
        }
    }

    private func expectAgreement(_ text: String) {
        let expected = strtod(text, nil)
        if expected.isFinite {
            let read = try? double(text)
            #expect(read?.bitPattern == expected.bitPattern, "\(text)")
        } else {
            expectError(.value, at: 0, of: text) { () throws(WireError) in try double(text) }
        }
    }

    @Test("A double out of range is refused, one too small is zero")
    func range() throws {
        expectError(.value, at: 0, of: "1e400") { () throws(WireError) in try double("1e400") }
        expectError(.value, at: 0, of: "-1e99999999999") { () throws(WireError) in try double("-1e99999999999") }
        #expect(try double("1e-400") == 0)
        #expect(try double("-0").sign == .minus)
    }

    @Test("Doubles are written in the shortest form that reads back, always with a fraction or an exponent")
    func writing() throws {
        var random = SeededNumbers(seed: 5)
        var values: [Double] = [0, -0.0, 1, -1, 0.1, 1e15, 999_999_999_999_999, 1e16, -123_456, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 86_693.5]
        values += (0..<2000).map { _ in Double(bitPattern: random.next()) }.filter(\.isFinite)
        values += (0..<2000).map { _ in Double(Int64.random(in: -(1 << 52)...(1 << 52), using: &random)) }
        for value in values {
            var writer = ByteWriter()
            DoubleText.write(value, to: &writer)
            #expect(writer.text() == value.description)
            #expect(try double(writer.text()).bitPattern == value.bitPattern)
        }
    }
}
