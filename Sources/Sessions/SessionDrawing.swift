package import Carriers
package import Wire

/// The table of transitions for programs and for people.
package enum SessionDrawing {
    /// The table as JSON: every status with its number, every row, and what conditions and effects mean.
    package static var json: JSONValue {
        .object([
            .init("statuses", .array(ChatSessionStatus.values.map(status))),
            .init("transitions", .array(SessionTransitions.table.map(transition))),
            .init(
                "conditions",
                .object(Condition.allCases.map { JSONValue.Member($0.rawValue, .string($0.words)) })),
            .init("effects", .object(effects.map { JSONValue.Member($0.name, .string($0.words)) })),
        ])
    }

    /// An edge of the drawing with the actions that go along it.
    package struct Edge: Hashable, Sendable {
        package var from: ChatSessionStatus
        package var to: ChatSessionStatus
        package var actions: [SessionAction.Kind]
    }

    /// Every change of status that can occur, by numbers.
    package static let edges: [Edge] = {
        var actions: [[Int32]: [SessionAction.Kind]] = [:]
        for row in SessionTransitions.table {
            for from in row.from {
                for to in row.to.statuses(from: from) where to != from {
                    if actions[[from.rawValue, to.rawValue]]?.last != row.action {
                        actions[[from.rawValue, to.rawValue], default: []].append(row.action)
                    }
                }
            }
        }
        var edges: [Edge] = []
        for from in ChatSessionStatus.values {
            for to in ChatSessionStatus.values {
                if let actions = actions[[from.rawValue, to.rawValue]] { edges.append(Edge(from: from, to: to, actions: actions)) }
            }
        }
        return edges
    }()

    /// Those of the edges that the protocol draws; the others are what its sentences, or our decisions, add.
    package static let drawn: Set<[Int32]> = [
        [1, 2], [1, 3], [1, 4], [2, 4], [2, 7], [3, 7], [3, 10], [4, 5], [5, 6], [6, 5], [5, 7], [6, 7],
    ]

    /// The drawing as Graphviz has it. The edges that the protocol draws are bold. Deleting, which is possible everywhere, and
    /// the start are drawn thin.
    package static var graph: String {
        var lines = ["digraph sessions {", "  rankdir=TB;", "  node [shape=box, style=rounded, fontname=\"sans-serif\"];"]
        lines.append("  edge [fontname=\"sans-serif\", fontsize=10];")
        for status in ChatSessionStatus.values {
            lines.append("  \(status.name) [label=\"\(status.rawValue) \(status.name)\"\(shape(of: status))];")
        }
        for edge in edges {
            let label = edge.actions.map(\.rawValue).joined(separator: "\\n")
            lines.append("  \(edge.from.name) -> \(edge.to.name) [label=\"\(label)\"\(style(of: edge))];")
        }
        lines.append("}")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func shape(of status: ChatSessionStatus) -> String {
        if status == .invalid { return ", shape=point, xlabel=\"start\"" }
        return Set.living.contains(status) ? "" : ", peripheries=2"
    }

    private static func style(of edge: Edge) -> String {
        if drawn.contains([edge.from.rawValue, edge.to.rawValue]) { return ", style=bold" }
        return edge.to == .deleted ? ", style=dotted, color=gray" : ""
    }

    private static func status(_ status: ChatSessionStatus) -> JSONValue {
        .object([.init("number", .number("\(status.rawValue)")), .init("name", .string("\(status.name)"))])
    }

    private static func transition(_ row: Transition) -> JSONValue {
        let from = row.from.sorted { $0.rawValue < $1.rawValue }
        var to: [ChatSessionStatus] = []
        if row.to != .same {
            for status in from { to += row.to.statuses(from: status).filter { !to.contains($0) } }
        }
        return .object([
            .init("action", .string(row.action.rawValue)),
            .init("by", .array(row.by.names.map { .string($0) })),
            .init("from", names(from)),
            .init("to", row.to == .same ? .string("same") : names(to)),
            .init("conditions", .array(row.conditions.map { .string($0.rawValue) })),
            .init("effects", .array(row.effects.map { .string($0.name) })),
            .init("otherwise", .string(row.action.isQuietElsewhere ? "nothing" : "refused")),
        ])
    }

    private static func names(_ statuses: [ChatSessionStatus]) -> JSONValue {
        .array(statuses.map { .string("\($0.name)") })
    }

    /// The effects of the table, each once.
    private static var effects: [Effect] {
        var effects: [Effect] = []
        for row in SessionTransitions.table { effects += row.effects.filter { !effects.contains($0) } }
        return effects
    }
}
