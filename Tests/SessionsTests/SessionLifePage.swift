import Carriers
import Foundation
import Sessions
import Testing

/// The page about the life of a session and its drawing are made from the table.
@Suite("docs/session-life")
struct SessionLifePage {
    static let docs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "docs")
    static let begin = "<!-- From the table of transitions; scripts/draw-session-life writes it anew. -->\n"
    static let end = "<!-- End of the table. -->\n"

    static func read(_ name: String) throws -> String {
        try String(contentsOf: docs.appending(path: name), encoding: .utf8)
    }

    /// The table as the page has it: one line for each row, and what conditions and effects mean.
    static var table: String {
        var lines = ["| action | by | from | to | only when | besides |", "| --- | --- | --- | --- | --- | --- |"]
        for row in SessionTransitions.table {
            let from = row.from.sorted { $0.rawValue < $1.rawValue }
            var to: [ChatSessionStatus] = []
            for status in from { to += row.to.statuses(from: status).filter { !to.contains($0) } }
            let targets = row.to == .same ? "same" : row.to == .gone ? "removed" : names(to)
            let conditions = row.conditions.map { $0.rawValue + ($0.isQuiet ? "*" : "") }.joined(separator: ", ")
            lines.append(
                "| \(row.action.rawValue)\(row.action.isQuietElsewhere ? "*" : "") | \(row.by.names.joined(separator: ", ")) | \(names(from)) | \(targets) "
                    + "| \(conditions) | \(row.effects.map(\.name).joined(separator: ", ")) |")
        }
        lines += ["", "| condition | |", "| --- | --- |"]
        for condition in Condition.allCases { lines.append("| \(condition.rawValue) | \(condition.words) |") }
        lines += ["", "| besides | |", "| --- | --- |"]
        var effects: [Effect] = []
        for row in SessionTransitions.table { effects += row.effects.filter { !effects.contains($0) } }
        for effect in effects { lines.append("| \(effect.name) | \(effect.words) |") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func names(_ statuses: [ChatSessionStatus]) -> String {
        statuses.map { "\($0.name)" }.joined(separator: ", ")
    }

    /// With this set the test writes what it would otherwise compare, and fails, so that nobody leaves it set.
    private static let writes = ProcessInfo.processInfo.environment["CHATCORE_WRITE_DOCS"] != nil

    @Test("The page has the table as it is")
    func page() throws {
        let page = try Self.read("session-life.md")
        let start = try #require(page.range(of: Self.begin)?.upperBound)
        let stop = try #require(page.range(of: Self.end)?.lowerBound)
        if Self.writes {
            let written = page[..<start] + Self.table + page[stop...]
            try String(written).write(to: Self.docs.appending(path: "session-life.md"), atomically: true, encoding: .utf8)
        }
        #expect(!Self.writes && String(page[start..<stop]) == Self.table)
    }

    @Test("The drawing's source is the one that the library describes")
    func source() throws {
        if Self.writes {
            try SessionDrawing.graph.write(to: Self.docs.appending(path: "session-life.dot"), atomically: true, encoding: .utf8)
        }
        #expect(try !Self.writes && Self.read("session-life.dot") == SessionDrawing.graph)
    }

    @Test("The drawing has every edge of the table, and no other")
    func drawing() throws {
        let svg = try Self.read("session-life.svg").replacingOccurrences(of: "&#45;&gt;", with: "->")
        let titles = svg.components(separatedBy: "<title>").dropFirst().compactMap { $0.components(separatedBy: "</title>").first }
        let edges = Set(titles.filter { $0.contains("->") })
        #expect(edges == Set(SessionDrawing.edges.map { "\($0.from.name)->\($0.to.name)" }))
    }

    @Test("Every status, action, condition and effect of the page is explained on it")
    func words() throws {
        let page = try Self.read("session-life.md")
        for status in ChatSessionStatus.values where status != .invalid { #expect(page.contains("**\(status.name)**"), "\(status.name)") }
        for kind in SessionAction.Kind.allCases { #expect(page.contains("| \(kind.rawValue)"), "\(kind.rawValue)") }
    }
}
