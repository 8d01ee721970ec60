import Testing

@testable import Localization

@Suite("Zones against Python's zoneinfo")
struct PythonZonesTests {
    @Test("Every zone has Python's offsets and abbreviations from 1970 to 2100, and takes local times for the same instants")
    func everyZone() throws {
        let database = ZoneDatabase(directory: PythonZones.directory)
        let zones = try PythonZones.readAll()
        #expect(zones.count > 400)
        var instants = 0
        var locals = 0
        for zone in zones {
            let rules = try database.rules(named: zone.name)
            let differing = zone.instants.first { expected in
                rules.offset(atUTC: expected.utc)
                    != ZoneOffset(
                        seconds: expected.seconds, isDaylight: expected.isDaylight, abbreviation: expected.abbreviation)
            }
            if let differing {
                Issue.record("\(zone.name): \(rules.offset(atUTC: differing.utc)) in place of \(differing)")
            }
            if let differing = zone.locals.first(where: { rules.utc(fromLocal: $0.local) != $0.utc }) {
                Issue.record("\(zone.name): \(rules.utc(fromLocal: differing.local)) in place of \(differing)")
            }
            instants += zone.instants.count
            locals += zone.locals.count
        }
        #expect(instants > 900_000)
        #expect(locals > 900_000)
        print("Compared \(zones.count) zones, \(instants) instants and \(locals) local times with Python")
    }
}
