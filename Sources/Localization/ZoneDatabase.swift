import Synchronization
import Wire

/// The machine's time zone database, read as it is needed and kept for as long as this lives.
///
/// It may be used from any thread. The environment's `TZDIR` is not looked at.
package final class ZoneDatabase: Sendable {
    private struct Cache {
        var rules: [String: TimeZoneRules] = [:]
        /// The names in `rules`, the longest kept first.
        var order: [String] = []
        var countries: [String: [String]]?
    }

    /// Names that are kept; there are about 600 in all.
    static let capacity = 256
    private static let tableLimit = 1 << 20

    private let directory: String
    private let cache = Mutex(Cache())

    package init(directory: String = "/usr/share/zoneinfo") {
        self.directory = directory
    }

    /// The rules of a zone by its name in the database, such as `Europe/Oslo`. `UTC` needs no database.
    package func rules(named name: String) throws(ZoneError) -> TimeZoneRules {
        if name == "UTC" { return .utc }
        // The zones below `right/` count leap seconds and end when the next ones are not known yet: no clock of ours.
        guard Self.isName(name), !name.hasPrefix("right/") else { throw .unknown(name) }
        if let known = cache.withLock({ $0.rules[name] }) { return known }
        // Read without the lock: two threads may read the same file, and nobody waits for the disk of another.
        let rules = try read(name)
        cache.withLock { cache in
            guard cache.rules.updateValue(rules, forKey: name) == nil else { return }
            cache.order.append(name)
            if cache.order.count > Self.capacity { cache.rules[cache.order.removeFirst()] = nil }
        }
        return rules
    }

    /// The names of the zones that a country keeps, by `zone1970.tab`; empty for a country that the table does not know.
    ///
    /// - Parameter code: two capital letters of ISO 3166.
    package func zones(ofCountry code: String) throws(ZoneError) -> [String] {
        if let countries = cache.withLock({ $0.countries }) { return countries[code] ?? [] }
        let path = directory + "/zone1970.tab"
        let table: [UInt8]
        do {
            table = try ZoneFile.read(path, limit: Self.tableLimit)
        } catch .missing {
            throw noDatabase(for: code)
        } catch {
            throw ZoneError(.unreadable, zone: code, "\(path) cannot be read: \(error.reason)")
        }
        let countries = Self.countries(in: table)
        cache.withLock { $0.countries = countries }
        return countries[code] ?? []
    }

    /// Names are paths below the folder: letters, digits, `_`, `+`, `-`, and `/` between parts. That leaves no room for `..`.
    static func isName(_ name: String) -> Bool {
        let bytes = name.utf8
        guard (1...64).contains(bytes.count), bytes.first != UInt8(ascii: "/"), bytes.last != UInt8(ascii: "/") else {
            return false
        }
        var last: UInt8 = 0
        for byte in bytes {
            let isSlash = byte == UInt8(ascii: "/")
            if isSlash && last == byte { return false }
            guard byte.isLetter || byte.isDigit || isSlash || "_+-".utf8.contains(byte) else { return false }
            last = byte
        }
        return true
    }

    private func read(_ name: String) throws(ZoneError) -> TimeZoneRules {
        let path = directory + "/" + name
        let bytes: [UInt8]
        do {
            bytes = try ZoneFile.read(path, limit: TZif.maximumSize)
        } catch .missing {
            if ZoneFile.exists(directory + "/zone1970.tab") { throw .unknown(name) }
            throw noDatabase(for: name)
        } catch .notAFile {
            throw .unknown(name)
        } catch {
            throw ZoneError(.unreadable, zone: name, "\(path) cannot be read: \(error.reason)")
        }
        // The folder holds a few lists beside the zones.
        guard bytes.starts(with: "TZif".utf8) else { throw .unknown(name) }
        do throws(WireError) {
            return try TZif.rules(from: bytes)
        } catch {
            throw ZoneError(.unreadable, zone: name, "\(path): \(error)", offset: error.offset)
        }
    }

    private func noDatabase(for zone: String) -> ZoneError {
        ZoneError(
            .noDatabase, zone: zone,
            "There is no time zone database in \(directory); install the system's tzdata package")
    }

    /// Lines of `NO,SE<tab>coordinates<tab>Europe/Stockholm<tab>comment`. Lines in another form are passed over, for the
    /// table is the system's and later ones may hold more.
    private static func countries(in table: [UInt8]) -> [String: [String]] {
        var countries: [String: [String]] = [:]
        for line in table.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
            let columns = line.split(separator: 0x09, maxSplits: 3)
            guard columns.count >= 3, let codes = columns.first else { continue }
            let name = String(decoding: columns[2], as: UTF8.self)
            guard isName(name) else { continue }
            for code in codes.split(separator: UInt8(ascii: ",")) where code.count == 2 {
                countries[String(decoding: code, as: UTF8.self), default: []].append(name)
            }
        }
        return countries
    }
}
