import Carriers
import Localization
import Messages
import Sessions
import Storage
import Wire

extension Engine {
    /// What a decision about a session depends on besides the session: only what the action needs is looked up.
    func situation(
        of action: SessionAction, _ session: SessionRow, by actor: Actor, in topic: ChatTopicEntity, at now: Int64,
        _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Situation {
        var situation = Situation(topic: TopicPolicy(topic, timeouts: settings.timeouts))
        switch action {
        case .start:
            try findService(of: topic, at: now, &situation, transaction)
            situation.waiting = try transaction.countWaiting(inTopic: session.topicID)
        case .create: situation.waiting = try transaction.countWaiting(inTopic: session.topicID)
        case .submitForm, .declineAnswer, .reset: try findService(of: topic, at: now, &situation, transaction)
        case .openOfflineForm: situation.waiting = (try transaction.queuePosition(ofSession: session.id) ?? 1) - 1
        case .assign(let id): situation.ranks = try ranks(ofUser: id, besides: session, transaction)
        case .pickUp, .acceptTransfer: situation.ranks = try ranks(ofUser: actor.associateID, besides: session, transaction)
        case .customerMessage where session.status == ChatSessionStatus.finished.rawValue:
            try findService(of: topic, at: now, &situation, transaction)
            situation.ranks = try ranks(ofUser: session.userID, besides: session, transaction)
        default: break
        }
        return situation
    }

    /// Whether a topic is open at a moment, on the clock of its own zone.
    func isOpen(_ topic: ChatTopicEntity, at now: Int64) throws(OperationError) -> Bool {
        guard let (hours, zone) = try openingHours(of: topic) else { return true }
        return hours.isOpen(at: zone.local(now))
    }

    /// When a topic is open, by the config or else by its own hours, and the zone of its clock; nil when it always is.
    func openingHours(of topic: ChatTopicEntity) throws(OperationError) -> (OpeningCalendar, Zone)? {
        let own = settings.topics[topic.chatTopicID]
        guard let hours = own.hours ?? OpeningCalendar(of: topic) else { return nil }
        do throws(ZoneError) {
            if let name = own.zone { return (hours, try settings.zoneCodes.resolve(.name(name), in: zones)) }
            return (hours, try topic.openingHours.map { (zoned) throws(ZoneError) in try zone(of: zoned) } ?? .utc)
        } catch {
            throw OperationError(.internal, "the zone of the topic's opening hours is not available", path: "OpeningHours.TzLocation")
        }
    }

    private func findService(
        of topic: ChatTopicEntity, at now: Int64, _ situation: inout Situation,
        _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) {
        situation.isOpen = try isOpen(topic, at: now)
        situation.hasResponder = try transaction.isAnyonePresent(
            inTopic: topic.chatTopicID, withAnyOf: TopicRights.respond.rawValue)
    }

    /// The ranks that a user's other sessions have.
    private func ranks(
        ofUser id: Int32, besides session: SessionRow, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> [Int32] {
        if id == 0 { return [] }
        var ranks = try transaction.activeRanks(ofUser: id)
        let isOwn = session.userID == id && Set.active.contains(SessionState(session).status)
        if isOwn, let place = ranks.firstIndex(of: session.rank) { ranks.remove(at: place) }
        return ranks
    }
}

extension Zone {
    /// What the zone's clock shows at a moment.
    func local(_ utc: Int64) -> DateTime {
        DateTime(ticks: utc &+ offset(at: utc))
    }

    /// When the zone's clock shows a time; of a time that it skips, as if it had not.
    func utc(_ local: DateTime) -> Int64 {
        let about = local.ticks &- offset(at: local.ticks)
        return local.ticks &- offset(at: about)
    }

    private func offset(at utc: Int64) -> Int64 {
        Int64(rules.offset(atUTC: DateTime(ticks: utc).unixSeconds).seconds) &* DateTime.ticksPerSecond
    }
}
