import Carriers
import Localization
import Messages
import Wire

/// What a caller says beside the operation: in which language, culture and time zone the answer comes, and how much of it.
struct CallerContext: Sendable {
    var texts = TextLocalizer.unchanged
    /// nil leaves dates as they are.
    var zone: Zone?
    /// Whether dates in that zone are written with its offset.
    var includesOffset = false
    /// What has to hold before a record is changed.
    var preconditions = Preconditions()

    init() {}

    /// - Parameters:
    ///   - zone: what was asked for; nil for nothing.
    /// - Throws: `value` for a zone that is not known.
    init(texts: TextLocalizer, zone: ZoneRequest?, in engine: Engine) throws(OperationError) {
        self.texts = texts
        guard let zone else { return }
        do throws(ZoneError) {
            self.zone = try engine.settings.zoneCodes.resolve(zone.selector, in: engine.zones)
            includesOffset = zone.includesOffset
        } catch {
            throw CallerContext.failure(error)
        }
    }

    /// A zone's failure as callers see it; where the server keeps its tables is not theirs to know.
    static func failure(_ error: ZoneError) -> OperationError {
        switch error.kind {
        case .malformed, .unknown: OperationError(.value, error.message, path: "TimeZone", offset: error.offset)
        case .noDatabase, .unreadable: OperationError(.internal, "time zones are not available on this system", path: "TimeZone")
        }
    }

    /// Turns an answer's texts and dates into the caller's.
    func apply(to answer: inout any OperationAnswer) {
        if texts.isUnchanged, zone == nil { return }
        answer.show(
            to: Rewriter(
                text: texts.isUnchanged ? nil : { texts.localize($0) }, date: zone == nil ? nil : { dateInZone($0) }))
    }

    /// The same moment on the zone's clock. The empty date is no moment and stays.
    func dateInZone(_ date: DateTime) -> DateTime {
        guard let zone, !date.isEmpty else { return date }
        // The protocol writes offsets in whole minutes; a local mean time of old is taken to the minute before.
        let minutes = Int(zone.rules.offset(atUTC: date.unixSeconds).seconds) / 60
        let local = date.utcTicks + Int64(minutes) * 60 * DateTime.ticksPerSecond
        return DateTime(ticks: local, zone: includesOffset ? DateTime.Zone(minutesEast: minutes) ?? .utc : .unspecified)
    }

    /// The moment in ticks of UTC, 0 for none, that a date means which the caller sends: without a zone of its own it is on
    /// the clock that the caller asked for.
    func ticks(of date: DateTime) -> Int64 {
        guard let zone, date.zone == .unspecified, !date.isEmpty else { return date.storedTicks }
        let local = date.unixSeconds
        let (offset, overflow) = zone.rules.utc(fromLocal: local).subtractingReportingOverflow(local)
        let moved = offset.multipliedReportingOverflow(by: DateTime.ticksPerSecond)
        if overflow || moved.overflow { return date.storedTicks }
        return min(max(date.ticks &+ moved.partialValue, 0), DateTime.end - 1)
    }
}
