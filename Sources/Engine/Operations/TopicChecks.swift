import Carriers
import Localization
import Messages
import Wire

extension Engine {
    /// Holds a topic to what can be: times of day within a day, a zone that exists, no negative bounds, flags with names.
    ///
    /// - Parameter path: the argument that carries the topic.
    func check(_ topic: ChatTopicEntity, at path: String) throws(OperationError) {
        let bounds: [(name: String, value: Int32)] = [
            ("WarnNewChatMinutes", topic.warnNewChatMinutes), ("WarnManagerNewChatMinutes", topic.warnManagerNewChatMinutes),
            ("WarnChatMessageMinutes", topic.warnChatMessageMinutes),
            ("WarnManagerChatMessageMinutes", topic.warnManagerChatMessageMinutes),
            ("OfflineFormTimeLimit", topic.offlineFormTimeLimit), ("OfflineFormQueueLength", topic.offlineFormQueueLength),
        ]
        if let negative = bounds.first(where: { $0.value < 0 }) {
            throw OperationError(.value, "expected 0 for never, or a positive number", path: "\(path).\(negative.name)")
        }
        if let widget = topic.widget {
            for (name, fields) in [("RequiredFields", widget.requiredFields), ("OfflineFields", widget.offlineFields)] {
                guard let stray = fields.unnamed.first else { continue }
                throw OperationError(.value, "there is no field \"\(stray.quoted)\"", path: "\(path).Widget.\(name)")
            }
        }
        if let hours = topic.openingHours { try check(hours, at: "\(path).OpeningHours") }
    }

    private func check(_ hours: ChatOpeningHours, at path: String) throws(OperationError) {
        let times: [(name: String, value: TimeSpan)] = [
            ("MonStart", hours.monStart), ("MonStop", hours.monStop), ("TueStart", hours.tueStart), ("TueStop", hours.tueStop),
            ("WedStart", hours.wedStart), ("WedStop", hours.wedStop), ("ThuStart", hours.thuStart), ("ThuStop", hours.thuStop),
            ("FriStart", hours.friStart), ("FriStop", hours.friStop), ("SatStart", hours.satStart), ("SatStop", hours.satStop),
            ("SunStart", hours.sunStart), ("SunStop", hours.sunStop), ("LunchStart", hours.lunchStart),
            ("LunchStop", hours.lunchStop),
        ]
        let day = TimeSpan(hours: 24).ticks
        if let stray = times.first(where: { !(0...day).contains($0.value.ticks) }) {
            throw OperationError(.value, "expected a time of day, PT0S to PT24H", path: "\(path).\(stray.name)")
        }
        for (name, rules) in [
            ("TimeZoneSTDRules", hours.tzLocation?.timeZoneSTDRules), ("TimeZoneDSTRules", hours.tzLocation?.timeZoneDSTRules),
        ] {
            // The dictionary keeps its keys as texts; the protocol has them as dates.
            guard let stray = rules?.pairs.first(where: { $0.key.flatMap(DateTime.init) == nil }) else { continue }
            throw OperationError(
                .value, "expected dates as keys, found \"\((stray.key ?? "").quoted)\"", path: "\(path).TzLocation.\(name)")
        }
        do throws(ZoneError) { _ = try zone(of: hours) } catch {
            throw OperationError(CallerContext.failure(error).kind, error.message, path: "\(path).TzLocation")
        }
    }

    /// The zone on whose clock a topic opens: by the code of its location, or else by its number; UTC when it has none.
    func zone(of hours: ChatOpeningHours) throws(ZoneError) -> Zone {
        guard let location = hours.tzLocation else { return .utc }
        if let code = location.tzLocationCode, !code.isEmpty { return try settings.zoneCodes.resolve(.name(code), in: zones) }
        if location.tzLocationID != 0 { return try settings.zoneCodes.resolve(.id(location.tzLocationID), in: zones) }
        return .utc
    }
}
