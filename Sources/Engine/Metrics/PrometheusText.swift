import Messages

/// Metrics in Prometheus' text format 0.0.4.
///
/// What is told of each topic has no total beside it: whoever adds up the topics would count everything twice. Agents are the
/// exception, under a name of their own, because one agent may belong to several topics.
enum PrometheusText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// One metric of each topic.
    private struct TopicMetric {
        let name: StaticString
        let help: StaticString
        let value: @Sendable (TopicMetrics) -> Int32
    }

    private static let ofTopics = [
        TopicMetric(name: "chatcore_sessions_waiting", help: "Sessions in the queue.") { $0.waiting },
        TopicMetric(name: "chatcore_wait_longest_seconds", help: "How long the session that has waited longest is in the queue.") {
            $0.longestWaitSeconds
        },
        TopicMetric(name: "chatcore_wait_average_seconds", help: "How long those in the queue have waited on average.") {
            $0.averageWaitSeconds
        },
        TopicMetric(name: "chatcore_pickup_average_seconds", help: "How long sessions waited that were picked up, as a running average.") {
            $0.pickUpSeconds
        },
        TopicMetric(name: "chatcore_sessions_active", help: "Sessions in which there is talk.") { $0.active },
        TopicMetric(name: "chatcore_topic_agents_present", help: "Agents of the topic who are present.") { $0.presentAgents },
    ]

    /// - Parameter events: how many there ever were.
    static func write(_ metrics: Metrics, events: Int64) -> String {
        var text = ""
        let topics = metrics.topics ?? []
        for metric in ofTopics where !topics.isEmpty {
            begin(metric.name, "gauge", metric.help, &text)
            for topic in topics { text += "\(metric.name){topic=\"\(topic.chatTopicID)\"} \(metric.value(topic))\n" }
        }
        begin("chatcore_agents_present", "gauge", "Agents of any topic who are present, each counted once.", &text)
        text += "chatcore_agents_present \(metrics.presentAgents)\n"
        begin("chatcore_events_total", "counter", "Events that the log has ever had.", &text)
        text += "chatcore_events_total \(events)\n"
        begin("chatcore_sign_ins_refused_total", "counter", "Sign-ins by password that were refused, by what was the reason.", &text)
        for (reason, count) in [
            ("password", metrics.wrongPasswords), ("pair", metrics.refusedByPairLock), ("name", metrics.refusedByNameLock),
            ("address", metrics.refusedByAddressLock),
        ] { text += "chatcore_sign_ins_refused_total{reason=\"\(reason)\"} \(count)\n" }
        begin("chatcore_sign_in_locks", "gauge", "Locks that hold after wrong passwords, by what they lock.", &text)
        for (kind, count) in [("pair", metrics.pairLocks), ("name", metrics.nameLocks), ("address", metrics.addressLocks)] {
            text += "chatcore_sign_in_locks{kind=\"\(kind)\"} \(count)\n"
        }
        guard !topics.isEmpty else { return text }
        begin("chatcore_topic_info", "gauge", "The name of each topic; always 1.", &text)
        for topic in topics {
            text += "chatcore_topic_info{topic=\"\(topic.chatTopicID)\",name=\"\(escaped(topic.name ?? ""))\"} 1\n"
        }
        return text
    }

    private static func begin(_ name: StaticString, _ type: StaticString, _ help: StaticString, _ text: inout String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    /// A label's value: backslashes, quotes and line feeds have a backslash in front.
    private static func escaped(_ value: String) -> String {
        var text = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.append(Character(scalar))
            }
        }
        return text
    }
}
