/// A zone that a request named.
package struct Zone: Sendable, Hashable {
    /// Its name in the tz database.
    package let name: String
    package let rules: TimeZoneRules

    package init(name: String, rules: TimeZoneRules) {
        self.name = name
        self.rules = rules
    }

    package static let utc = Zone(name: "UTC", rules: .utc)
}

/// The protocol's codes and ids of time zones, and what a host adds to them.
///
/// A code is a country (`NO`), or a country and a region (`US-NY`), by ISO 3166. A name is looked up as a code first, then
/// as a name of the tz database.
package struct ZoneCodes: Sendable, Hashable {
    private static let knownIDs: [Int32: String] = [
        1: "UTC", 36: "AU-ACT", 50: "BD", 114: "CA-QC", 140: "DK", 156: "FR", 261: "NO", 425: "US-CA", 433: "US-HI",
        460: "US-NY",
    ]

    private let hostIDs: [Int32: String]
    private let hostCodes: [String: String]

    /// - Parameters:
    ///   - ids: codes or tz names by id; they win over the known ones.
    ///   - codes: tz names, or the protocol's own codes, by code in any case; they win over the protocol's own.
    package init(ids: [Int32: String] = [:], codes: [String: String] = [:]) {
        hostIDs = ids
        hostCodes = Dictionary(codes.map { code, zone in (code.uppercased(), zone) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Throws: `unknown` with what was asked for, or the database's own trouble.
    package func resolve(_ selector: ZoneRequest.Selector, in database: ZoneDatabase) throws(ZoneError) -> Zone {
        switch selector {
        case .name(let name):
            return try zone(named: name, in: database)
        case .id(let id):
            guard let name = hostIDs[id] ?? Self.knownIDs[id] else { throw .unknown(String(id)) }
            return try zone(named: name, in: database)
        }
    }

    private func zone(named name: String, in database: ZoneDatabase) throws(ZoneError) -> Zone {
        // What the host wrote is not looked up among the host's codes again, so that no two codes chase each other.
        let name = hostCodes[name.uppercased()] ?? name
        let code = name.uppercased()
        if code == "UTC" { return .utc }
        if let region = ZoneRegions.zones[code] { return try Self.zone(region, in: database) }
        if code.utf8.count == 2 {
            let zones = try database.zones(ofCountry: code)
            if let only = zones.first {
                return try Self.zone(zones.count == 1 ? only : ZoneRegions.mainZones[code] ?? only, in: database)
            }
        }
        return try Self.zone(name, in: database)
    }

    private static func zone(_ name: String, in database: ZoneDatabase) throws(ZoneError) -> Zone {
        Zone(name: name, rules: try database.rules(named: name))
    }
}
