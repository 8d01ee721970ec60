import Foundation
import Testing

@testable import Localization

@Suite("The zone database")
struct ZoneDatabaseTests {
    private func failure(_ body: @autoclosure () throws -> Void) -> ZoneError? {
        #expect(throws: ZoneError.self) { try body() }
    }

    @Test("A missing database says so and tells what to install; UTC works without it")
    func missing() throws {
        let database = ZoneDatabase(directory: "/nonexistent/zoneinfo")
        let byName = failure(try _ = database.rules(named: "Europe/Oslo"))
        #expect(byName?.kind == .noDatabase)
        #expect(byName?.zone == "Europe/Oslo")
        #expect(byName?.message.contains("/nonexistent/zoneinfo; install the system's tzdata package") == true)
        #expect(failure(try _ = database.zones(ofCountry: "NO"))?.kind == .noDatabase)
        #expect(try database.rules(named: "UTC") == .utc)
    }

    @Test(
        "A name that could leave the folder is an unknown zone",
        arguments: [
            "", "/etc/passwd", "../../etc/passwd", "Europe/../../etc/passwd", "Europe//Oslo", "Europe/", "Oslo\0",
            "Europe/Osl\u{F8}",
            ".", "tzdata.zi", "a b", String(repeating: "a", count: 65),
        ])
    func names(name: String) {
        let error = failure(try _ = ZoneDatabase().rules(named: name))
        #expect(error?.kind == .unknown)
        #expect(error?.zone == name)
    }

    @Test(
        "Folders, lists and names that are not there are unknown zones",
        arguments: ["Europe", "leapseconds", "Europe/Atlantis", "Europe/Oslo/x", "right/Europe/Oslo"])
    func unknown(name: String) {
        let error = failure(try _ = ZoneDatabase().rules(named: name))
        #expect(error?.kind == .unknown)
        #expect(error?.message.contains("'\(name)'") == true)
    }

    @Test("A damaged file and one that is too large are told by path, reason and place")
    func damaged() throws {
        let files: [String: [UInt8]] = [
            "zone1970.tab": [], "Cut": Array(ZoneFiles.simple(footer: "CET-1").dropLast(3)),
            "Large": [UInt8](repeating: 0, count: TZif.maximumSize + 1),
        ]
        try ZoneFiles.withFolder(files) { folder throws in
            let database = ZoneDatabase(directory: folder)
            let cut = failure(try _ = database.rules(named: "Cut"))
            #expect(cut?.kind == .unreadable)
            #expect(cut?.offset == 102)
            #expect(cut?.message.hasPrefix("\(folder)/Cut: footer: ") == true)
            let large = failure(try _ = database.rules(named: "Large"))
            #expect(large?.kind == .unreadable)
            #expect(large?.message == "\(folder)/Large cannot be read: it is larger than such a file may be")
        }
    }

    @Test("A table that is too large is refused; lines that are not of its form are passed over")
    func table() throws {
        let large = ["zone1970.tab": [UInt8](repeating: UInt8(ascii: "#"), count: (1 << 20) + 1)]
        try ZoneFiles.withFolder(large) { folder throws in
            let error = failure(try _ = ZoneDatabase(directory: folder).zones(ofCountry: "NO"))
            #expect(error?.kind == .unreadable)
            #expect(error?.zone == "NO")
        }
        let text = "# c\nNO,SE\t+1+1\tEurope/A\nNO\t+1+1\nNO\t+1+1\t../../x\n\nNO\t+1+1\tEurope/B\tcomment\tmore"
        try ZoneFiles.withFolder(["zone1970.tab": Array(text.utf8)]) { folder throws in
            let database = ZoneDatabase(directory: folder)
            #expect(try database.zones(ofCountry: "NO") == ["Europe/A", "Europe/B"])
            #expect(try database.zones(ofCountry: "SE") == ["Europe/A"])
            #expect(try database.zones(ofCountry: "DK") == [])
        }
    }

    @Test("The cache is bounded and forgets the oldest first")
    func bounded() throws {
        let count = ZoneDatabase.capacity + 10
        var files = ["zone1970.tab": [UInt8]()]
        for index in 0..<count { files["Z\(index)"] = ZoneFiles.simple(footer: "CET-1") }
        try ZoneFiles.withFolder(files) { folder throws in
            let database = ZoneDatabase(directory: folder)
            for index in 0..<count { _ = try database.rules(named: "Z\(index)") }
            for index in 0..<count { try FileManager.default.removeItem(atPath: "\(folder)/Z\(index)") }
            #expect(failure(try _ = database.rules(named: "Z9"))?.kind == .unknown)
            #expect(try database.rules(named: "Z10").offset(atUTC: 0).seconds == 3600)
            #expect(try database.rules(named: "Z\(count - 1)").offset(atUTC: 0).seconds == 3600)
        }
    }

    @Test("Many threads may ask at once")
    func threads() {
        let database = ZoneDatabase()
        let names = ["Europe/Oslo", "Asia/Tokyo", "America/New_York", "Australia/Sydney"]
        DispatchQueue.concurrentPerform(iterations: 64) { index in
            let rules = try? database.rules(named: names[index % 4])
            #expect(rules?.offset(atUTC: 0).seconds != 0)
            #expect((try? database.zones(ofCountry: "NO"))?.isEmpty == false)
        }
    }
}
