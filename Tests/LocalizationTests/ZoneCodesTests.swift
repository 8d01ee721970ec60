import Testing

@testable import Localization

@Suite("Codes of time zones")
struct ZoneCodesTests {
    private let database = ZoneDatabase()

    @Test(
        "The known ids are the zones of their codes",
        arguments: [
            (1, "UTC"), (36, "AU-ACT"), (50, "BD"), (114, "CA-QC"), (140, "DK"), (156, "FR"), (261, "NO"), (425, "US-CA"),
            (433, "US-HI"), (460, "US-NY"),
        ] as [(Int32, String)])
    func ids(id: Int32, code: String) throws {
        let zone = try ZoneCodes().resolve(.id(id), in: database)
        #expect(try zone == ZoneCodes().resolve(.name(code), in: database))
        #expect(try zone == ZoneCodes().resolve(.name(code.lowercased()), in: database))
    }

    @Test("Codes, regions and tz names are found")
    func names() throws {
        func name(_ text: String) throws -> String { try ZoneCodes().resolve(.name(text), in: database).name }
        #expect(try name("US") == "America/New_York")
        #expect(try name("us-ca") == "America/Los_Angeles")
        #expect(try name("DE") == "Europe/Berlin")
        #expect(try name("FR") == "Europe/Paris")
        #expect(try name("Europe/Oslo") == "Europe/Oslo")
        #expect(try name("GB-Eire") == "GB-Eire")
        #expect(try name("CET") == "CET")
        let oslo = try ZoneCodes().resolve(.name("NO"), in: database).rules
        #expect(oslo.offset(atUTC: 1_750_000_000).seconds == 7200)
    }

    @Test("What the host adds wins, and its codes do not chase each other")
    func host() throws {
        let codes = ZoneCodes(
            ids: [7: "HQ", 261: "SE", 8: "Asia/Tokyo"], codes: ["hq": "US-NY", "NO": "DK", "DK": "NO", "x": "x"])
        #expect(try codes.resolve(.id(7), in: database).name == "America/New_York")
        #expect(try codes.resolve(.id(8), in: database).name == "Asia/Tokyo")
        #expect(try codes.resolve(.id(261), in: database) == ZoneCodes().resolve(.name("SE"), in: database))
        #expect(try codes.resolve(.name("Hq"), in: database).name == "America/New_York")
        #expect(try codes.resolve(.name("NO"), in: database) == ZoneCodes().resolve(.name("DK"), in: database))
        #expect(throws: ZoneError.self) { try codes.resolve(.name("x"), in: database) }
    }

    @Test("An unknown zone is named in the error", arguments: ["ZZ", "US-ZZ", "Mars/Olympus", "no way", "europe/oslo"])
    func unknown(text: String) {
        let error = #expect(throws: ZoneError.self) { try ZoneCodes().resolve(.name(text), in: database) }
        #expect(error?.kind == .unknown)
        #expect(error?.zone == text)
        #expect(error?.message.hasPrefix("Unknown time zone '\(text)'") == true)
        let id = #expect(throws: ZoneError.self) { try ZoneCodes().resolve(.id(-3), in: database) }
        #expect(id?.kind == .unknown)
        #expect(id?.zone == "-3")
    }

    @Test("Every zone of the tables exists, and every country of the system's table has one")
    func tables() throws {
        for (code, name) in ZoneRegions.zones.merging(ZoneRegions.mainZones, uniquingKeysWith: { first, _ in first }) {
            #expect(throws: Never.self, "\(code)") { try database.rules(named: name) }
        }
        #expect(ZoneRegions.zones.count > 300)
        for first in UInt8(ascii: "A")...UInt8(ascii: "Z") {
            for second in UInt8(ascii: "A")...UInt8(ascii: "Z") {
                let code = String(decoding: [first, second], as: UTF8.self)
                let zones = try database.zones(ofCountry: code)
                guard !zones.isEmpty else { continue }
                let zone = try ZoneCodes().resolve(.name(code), in: database)
                // A main zone may be a second name of the one in the table, but must have its rules.
                #expect(try zones.contains { try database.rules(named: $0).rule == zone.rules.rule }, "\(code)")
                if zones.count > 1 { #expect(ZoneRegions.mainZones[code] != nil, "\(code)") }
            }
        }
    }

    @Test(
        "A header tells a zone and whether dates show their offset",
        arguments: [
            ("NO", .name("NO"), false), ("261", .id(261), false), (" Europe/Oslo\t", .name("Europe/Oslo"), false),
            ("NO, includeTZOffset", .name("NO"), true), ("261,INCLUDETZOFFSET ", .id(261), true),
            ("includeTZOffset, NO", .name("NO"), true), ("+5", .name("+5"), false), ("0", .id(0), false),
        ] as [(String, ZoneRequest.Selector, Bool)])
    func headers(text: String, selector: ZoneRequest.Selector, includesOffset: Bool) throws {
        #expect(try ZoneRequest.parse(text) == ZoneRequest(selector, includesOffset: includesOffset))
    }

    @Test("A blank header is none", arguments: ["", " ", " \t "])
    func blank(text: String) throws {
        #expect(try ZoneRequest.parse(text) == nil)
    }

    @Test(
        "A faulty header is told with its byte",
        arguments: [
            ("NO,", ZoneError.Kind.malformed, 3), (",NO", .malformed, 0), ("NO, SE", .malformed, 4), ("NO, zone", .malformed, 4),
            ("includeTZOffset", .malformed, 15), ("99999999999", .unknown, 0),
            (String(repeating: "9", count: 257), .malformed, 256),
            ("N\u{F8}, x", .malformed, 5),
        ])
    func faultyHeaders(text: String, kind: ZoneError.Kind, offset: Int) {
        let error = #expect(throws: ZoneError.self) { try ZoneRequest.parse(text) }
        #expect(error?.kind == kind)
        #expect(error?.offset == offset)
    }
}
