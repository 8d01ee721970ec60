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
        guard let hours = OpeningHours(of: topic), let zoned = topic.openingHours else { return true }
        let zone: Zone
        do throws(ZoneError) { zone = try self.zone(of: zoned) } catch {
            throw OperationError(.internal, "the zone of the topic's opening hours is not available", path: "OpeningHours.TzLocation")
        }
        let offset = Int64(zone.rules.offset(atUTC: DateTime(ticks: now).unixSeconds).seconds)
        return hours.isOpen(at: OpeningHours.LocalTime(DateTime(ticks: now &+ offset &* DateTime.ticksPerSecond)))
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
