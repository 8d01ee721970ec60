package import Carriers
import Wire

/// An answer that can say where the record is found, in a field `_Links`.
package protocol LinkedAnswer: OperationAnswer {
    /// Adds the addresses; an answer that is null stays so.
    ///
    /// - Parameter base: what stands in front of `/api/v1`.
    mutating func addLinks(base: String)
}

extension RecordAnswer: LinkedAnswer {
    package mutating func addLinks(base: String) {
        guard let links = response.flatMap({ ($0 as? any LinkedRecord)?.links }) else { return }
        response?.unknown.removeLinks()
        response?.unknown.fields.append(
            JSONValue.Member("_Links", .object(links.map { JSONValue.Member($0.name, .string(base + "/api/v1/" + $0.path)) })))
    }
}

/// A record that has a route of its own.
protocol LinkedRecord {
    var links: [(name: String, path: String)] { get }
}

extension ChatSessionEntity: LinkedRecord {
    var links: [(name: String, path: String)] {
        [
            ("Self", "ChatSession/\(chatSessionID)"), ("Archive", "ChatSession"),
            ("Messages", "ChatSession/\(chatSessionID)/Messages"), ("Topic", "ChatTopic/\(topicID)"),
        ]
    }
}

extension ChatTopicEntity: LinkedRecord {
    var links: [(name: String, path: String)] {
        [
            ("Self", "ChatTopic/\(chatTopicID)"), ("Sessions", "ChatTopic/\(chatTopicID)/Sessions"),
            ("UserAgent", "ChatTopic/\(chatTopicID)/UserAgent"),
        ]
    }
}

extension UnknownFields {
    /// Forgets links that came in: they are made anew for every answer and never kept.
    package mutating func removeLinks() {
        fields.removeAll { $0.name == "_Links" }
    }
}
