import Carriers
import Messages
import Sessions
import Storage
import Wire

/// Tells of those who have waited for longer than their topic promises, in open time.
struct ServiceLevels: DueJob {
    func next(
        _ engine: Engine, after now: Int64, _ transaction: borrowing ReadTransaction<OperationError>
    ) throws(OperationError) -> Int64? {
        try transaction.earliestServiceLevel()
    }

    func perform(
        _ engine: Engine, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool {
        let ids = try transaction.brokenServiceLevels(at: now, limit: Int32(DueJobs.batch))
        for id in ids {
            try transaction.deleteServiceLevel(ofSession: id)
            // Where topics have ceased to promise anything, nobody has struck out what they promised before.
            guard let session = try transaction.session(id: id), session.status == ChatSessionStatus.inQueue.rawValue else { continue }
            let managers = try transaction.agents(ofTopic: session.topicID)
                .filter { TopicRights(rawValue: $0.rights).contains(.manage) }.map(\.associateID)
            let step = SessionStep(.fetch, by: .timer, at: now, path: "")
            try transaction.append(step.event(.sessionWarning, to: managers, as: "serviceLevel", of: session))
        }
        return !ids.isEmpty
    }
}

extension Engine {
    /// When the promise to somebody who comes into the queue is broken; nil when there is none.
    func serviceLevel(of topic: ChatTopicEntity, from now: Int64) throws(OperationError) -> Int64? {
        let seconds = settings.topics[topic.chatTopicID].serviceLevel
        guard seconds > 0 else { return nil }
        guard let (hours, zone) = try openingHours(of: topic) else {
            return now.addingClamped(Int64(seconds) * DateTime.ticksPerSecond)
        }
        guard let local = ServiceLevel.deadline(hours, from: zone.local(now), after: seconds) else { return nil }
        return zone.utc(local)
    }
}
