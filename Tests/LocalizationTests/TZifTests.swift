import Testing
import Wire

@testable import Localization

@Suite("Zone files")
struct TZifTests {
    private func failure(_ bytes: [UInt8]) -> WireError? {
        #expect(throws: WireError.self) { try TZif.rules(from: bytes) }
    }

    @Test("A version 1 file is read from its 32-bit block and keeps its last offset")
    func version1() throws {
        let file =
            ZoneFiles.header(version: 0, transitions: 1, types: 2, characters: 8) + ZoneFiles.bigEndian(Int32(-1000)) + [1]
            + ZoneFiles.type(2580) + ZoneFiles.type(7200, isDaylight: true, abbreviation: 4) + Array("LMT\0CES\0".utf8)
        let rules = try TZif.rules(from: file)
        #expect(rules.offset(atUTC: -1001) == ZoneOffset(seconds: 2580, isDaylight: false, abbreviation: "LMT"))
        #expect(rules.offset(atUTC: -1000) == ZoneOffset(seconds: 7200, isDaylight: true, abbreviation: "CES"))
        #expect(rules.offset(atUTC: .max).seconds == 7200)
        #expect(rules.offset(atUTC: .min).seconds == 2580)
    }

    @Test("Versions 2 to 4 are read from the 64-bit block and the footer", arguments: ["2", "3", "4"])
    func laterVersions(version: String) throws {
        let byte = try #require(version.utf8.first)
        let file =
            ZoneFiles.header(version: byte, types: 0, characters: 0)
            + ZoneFiles.header(version: byte, isUT: 1, isStandard: 1, transitions: 1) + ZoneFiles.bigEndian(Int64(-1 << 40)) + [0]
            + ZoneFiles.type(3600) + Array("CET\0".utf8) + [1, 1] + Array("\nCET-1CEST,M3.5.0,M10.5.0/3\n".utf8)
        let rules = try TZif.rules(from: file)
        #expect(rules.offset(atUTC: 1_750_000_000).abbreviation == "CEST")
    }

    @Test("The rule holds after the last transition, not at its second")
    func lastTransition() throws {
        let block =
            ZoneFiles.header(transitions: 1, types: 2) + ZoneFiles.bigEndian(Int64(1000)) + [1] + ZoneFiles.type(3600)
            + ZoneFiles.type(7200) + Array("CET\0".utf8)
        let rules = try TZif.rules(from: ZoneFiles.version2(block, footer: "EET-3"))
        #expect([999, 1000, 1001].map { rules.offset(atUTC: $0).seconds } == [3600, 7200, 10_800])
        #expect([8199, 8200, 8201].map { rules.utc(fromLocal: $0) } == [4599, 1000, -2599])
    }

    @Test("A zone with leap seconds tells the same times as the one without")
    func leapSeconds() throws {
        for name in ["Europe/Oslo", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"] {
            let plain = try TZif.rules(from: ZoneFiles.system(name))
            let right = try TZif.rules(from: ZoneFiles.system("right/" + name))
            // Such a file ends when its table of leap seconds expires.
            let end = try #require(right.transitions.last)
            #expect(end > 1_700_000_000)
            #expect(right.transitions.dropLast() == plain.transitions.filter { $0 < end }[...], "\(name)")
        }
    }

    @Test("Every fault of a file is told with its part and byte")
    func faults() {
        let cases: [(name: String, bytes: [UInt8], kind: WireError.Kind, path: String, offset: Int)] = [
            ("empty", [], .malformed, "magic", 0),
            ("wrong magic", Array("TZiX".utf8), .malformed, "magic", 3),
            ("version", Array("TZif1".utf8), .malformed, "version", 4),
            ("short header", Array(ZoneFiles.header().prefix(40)), .malformed, "header.charcnt", 40),
            ("no types", ZoneFiles.header(version: 0, types: 0), .malformed, "header", 44),
            ("no abbreviations", ZoneFiles.header(version: 0, characters: 0), .malformed, "header", 44),
            ("indicators", ZoneFiles.header(version: 0, isStandard: 2), .malformed, "header", 44),
            ("huge counts", ZoneFiles.header(version: 0, transitions: .max, characters: .max), .malformed, "block", 44),
            ("huge first block", ZoneFiles.header(leaps: .max, transitions: .max), .malformed, "version1", 44),
            (
                "two versions",
                ZoneFiles.header(types: 0, characters: 0) + ZoneFiles.header(version: UInt8(ascii: "3")), .malformed, "header", 44
            ),
            ("no second header", ZoneFiles.header(types: 0, characters: 0), .malformed, "magic", 44),
            (
                "descending times",
                ZoneFiles.header(version: 0, transitions: 2) + ZoneFiles.bigEndian(Int32(5)) + ZoneFiles.bigEndian(Int32(5))
                    + [0, 0] + ZoneFiles.type(0) + Array("UTC\0".utf8), .malformed, "transitions[1]", 48
            ),
            (
                "a time out of range",
                ZoneFiles.version2(
                    ZoneFiles.header(transitions: 1) + ZoneFiles.bigEndian(Int64.min) + [0] + ZoneFiles.type(0)
                        + Array("UTC\0".utf8), footer: ""), .value, "transitions[0]", 88
            ),
            (
                "a type that is not there",
                ZoneFiles.header(version: 0, transitions: 1) + ZoneFiles.bigEndian(Int32(5)) + [1] + ZoneFiles.type(0)
                    + Array("UTC\0".utf8), .value, "transitions[0].type", 48
            ),
            (
                "an offset out of range", ZoneFiles.header(version: 0) + ZoneFiles.type(.min) + Array("UTC\0".utf8), .value,
                "types[0].offset", 44
            ),
            (
                "a daylight flag", ZoneFiles.header(version: 0) + [0, 0, 0, 0, 2, 0] + Array("UTC\0".utf8), .value,
                "types[0].isDaylight", 48
            ),
            (
                "an abbreviation out of range",
                ZoneFiles.header(version: 0) + ZoneFiles.type(0, abbreviation: 4) + Array("UTC\0".utf8), .value,
                "types[0].abbreviation", 49
            ),
            (
                "an abbreviation without end", ZoneFiles.header(version: 0) + ZoneFiles.type(0) + Array("UTCX".utf8), .malformed,
                "types[0].abbreviation", 54
            ),
            (
                "an abbreviation of control characters",
                ZoneFiles.header(version: 0) + ZoneFiles.type(0) + Array("U\nC\0".utf8), .malformed, "types[0].abbreviation", 51
            ),
            (
                "leap seconds in disorder",
                ZoneFiles.header(version: 0, leaps: 2) + ZoneFiles.type(0) + Array("UTC\0".utf8)
                    + [Int32(9), 1, 9, 2].flatMap { ZoneFiles.bigEndian($0) }, .malformed, "leaps[1].time", 62
            ),
            (
                "a leap of many seconds",
                ZoneFiles.header(version: 0, leaps: 2) + ZoneFiles.type(0) + Array("UTC\0".utf8)
                    + [Int32(9), 1, 10, 3].flatMap { ZoneFiles.bigEndian($0) }, .value, "leaps[1].correction", 66
            ),
            (
                "an indicator", ZoneFiles.header(version: 0, isUT: 1) + ZoneFiles.type(0) + Array("UTC\0".utf8) + [2], .value,
                "indicators[0]", 54
            ),
            (
                "bytes after version 1", ZoneFiles.header(version: 0) + ZoneFiles.type(0) + Array("UTC\0".utf8) + [0], .malformed,
                "footer", 54
            ),
            ("no footer", Array(ZoneFiles.simple(footer: "").dropLast(2)), .malformed, "footer", 98),
            ("an open footer", Array(ZoneFiles.simple(footer: "CET-1").dropLast()), .malformed, "footer", 104),
            ("a footer of nonsense", ZoneFiles.simple(footer: "CET-1x"), .malformed, "footer", 104),
            ("a footer out of range", ZoneFiles.simple(footer: "CET-25"), .value, "footer", 103),
            ("bytes after the footer", ZoneFiles.simple(footer: "CET-1") + [0], .malformed, "footer", 105),
            ("too large", [UInt8](repeating: 0, count: TZif.maximumSize + 1), .limit, "", TZif.maximumSize),
        ]
        for (name, bytes, kind, path, offset) in cases {
            let error = failure(bytes)
            #expect(error?.kind == kind, "\(name): \(String(describing: error))")
            #expect(error?.path == path, "\(name): \(String(describing: error))")
            #expect(error?.offset == offset, "\(name): \(String(describing: error))")
        }
    }

    @Test("No cut of a file is taken for a whole one")
    func truncations() throws {
        let file = try ZoneFiles.system("Europe/Oslo")
        for count in 0..<file.count {
            let error = try #require(failure(Array(file.prefix(count))))
            #expect(error.kind == .malformed)
            #expect(error.offset <= count)
        }
    }

    @Test("No mutation of a file traps: it is refused with a place inside it, or read and asked")
    func mutations() throws {
        var random = SplitMix(state: 9636)
        var refused = 0
        var readable = 0
        for name in ["Europe/Oslo", "America/New_York", "right/Africa/Casablanca", "Asia/Kolkata", "Etc/UTC"] {
            let original = try ZoneFiles.system(name)
            for _ in 0..<800 {
                var bytes = original
                // The headers and the footer decide most; half of the mutations go there.
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    let near = Bool.random(using: &random) ? 0..<min(60, bytes.count) : max(0, bytes.count - 40)..<bytes.count
                    let place = Int.random(in: Bool.random(using: &random) ? near : 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<5, using: &random) {
                    case 0: bytes.remove(at: place)
                    case 1: bytes.insert(.random(in: 0...255, using: &random), at: place)
                    case 2: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                    case 3: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
                    default: bytes[place] = .random(in: 0...255, using: &random)
                    }
                }
                do throws(WireError) {
                    let rules = try TZif.rules(from: bytes)
                    readable += 1
                    for time: Int64 in [.min, -1 << 59, -1, 0, 1_750_000_000, 1 << 59, .max] {
                        #expect((-104 * 3600...104 * 3600).contains(rules.offset(atUTC: time).seconds))
                        _ = rules.utc(fromLocal: time)
                    }
                } catch {
                    refused += 1
                    #expect((0...bytes.count).contains(error.offset))
                    #expect(!error.path.isEmpty)
                }
            }
        }
        #expect(refused > 1000)
        #expect(readable > 100)
    }
}

/// A small random source with a seed, so that a failure comes again.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
