/// A moment as the protocol writes it: a date and a time of day, with an offset, a `Z`, or neither.
///
/// What was written is kept: 09:00+02:00, 07:00Z and 07:00 stay three different values.
package struct DateTime: Hashable, Sendable {
    /// 100-nanosecond steps since 0001-01-01T00:00:00, on the clock that `zone` names.
    package var ticks: Int64
    package var zone: Zone

    /// Which clock `ticks` was read from.
    package struct Zone: Hashable, Sendable {
        /// Minutes east of UTC, or one of two marks that no offset reaches.
        fileprivate let code: Int16

        private init(code: Int16) {
            self.code = code
        }

        /// Nothing was written; the protocol then means UTC unless the request names a zone.
        package static let unspecified = Zone(code: 0x7FFF)
        /// A `Z` was written.
        package static let utc = Zone(code: 0x7FFE)

        /// An offset was written; nil past the 14 hours that the format allows.
        package init?(minutesEast: Int) {
            guard (-840...840).contains(minutesEast) else { return nil }
            code = Int16(truncatingIfNeeded: minutesEast)
        }

        /// The offset that was written, if one was.
        package var minutesEast: Int? {
            code > 840 ? nil : Int(code)
        }
    }

    package init(ticks: Int64, zone: Zone = .unspecified) {
        self.ticks = ticks
        self.zone = zone
    }

    /// The protocol's empty date, `0001-01-01T00:00:00`.
    package static let empty = DateTime(ticks: 0)

    package static let ticksPerSecond: Int64 = 10_000_000
    /// Ticks from 0001-01-01 to 1970-01-01.
    package static let unixEpoch: Int64 = 621_355_968_000_000_000
    /// One past the last tick of the year 9999.
    package static let end: Int64 = 3_155_378_976_000_000_000

    package var isEmpty: Bool { ticks == 0 }

    /// The moment in ticks of UTC; a value without a zone is taken as UTC.
    package var utcTicks: Int64 {
        ticks &- Int64(zone.minutesEast ?? 0) &* 60 &* DateTime.ticksPerSecond
    }

    /// Seconds since 1970-01-01T00:00:00Z, rounded down.
    package var unixSeconds: Int64 {
        let since = utcTicks &- DateTime.unixEpoch
        return since >= 0 ? since / DateTime.ticksPerSecond : (since &- DateTime.ticksPerSecond &+ 1) / DateTime.ticksPerSecond
    }
}
