import Carriers
import Sessions
import Testing
import Wire

@Suite("The table of transitions")
struct TransitionTests {
    static let cases: [(index: Int, from: ChatSessionStatus)] = SessionTransitions.table.enumerated().flatMap { index, row in
        row.from.sorted { $0.rawValue < $1.rawValue }.map { (index, $0) }
    }

    @Test("Each row leads from each of its statuses to one that it names", arguments: cases.indices)
    func rows(index: Int) throws {
        let (number, from) = Self.cases[index]
        let row = SessionTransitions.table[number]
        let targets = row.to.statuses(from: from)
        var requests = targets
        if case .oneOf = row.to {} else { requests = [.closed] }

        for request in requests where request != from {
            var state = Scenery.session(from)
            state.isBotActive = row.action == .botMessage
            state.alertLevel = row.action == .warn ? 0 : 1
            let outcome = try apply(Scenery.action(row.action, to: request), to: state, by: Scenery.actor(for: row))
            guard let change = outcome.change else {
                Issue.record("nothing happened: \(row.action) from \(from.name)")
                continue
            }
            if case .oneOf = row.to { #expect(change.state.status == request) }
            #expect(change.isRemoved || targets.contains(change.state.status))
            #expect(change.changed == nil || change.changed == StatusChange(old: from, new: change.state.status))
            #expect(change.state.status == from || change.isNew || change.changed != nil)
        }
    }

    @Test("Whoever is in none of the capacities of an action is refused, whatever the status", arguments: SessionAction.Kind.allCases)
    func rights(kind: SessionAction.Kind) {
        let needed = SessionTransitions.rows(of: kind).reduce(into: Role()) { $0.formUnion($1.by) }
        for actor in [Actor.customer, .bot, .timer, Scenery.responder, Scenery.manager, Scenery.listener, Scenery.stranger] {
            guard actor.roles.isDisjoint(with: needed) else { continue }
            for status in ChatSessionStatus.values {
                #expect(throws: SessionRefusal.right(kind, needed: needed)) {
                    try apply(Scenery.action(kind), to: Scenery.session(status), by: actor)
                }
            }
        }
    }

    @Test("In every other status nothing happens, or the refusal names the status", arguments: SessionAction.Kind.allCases)
    func otherStatuses(kind: SessionAction.Kind) throws {
        let rows = SessionTransitions.rows(of: kind)
        let actor = try Scenery.actor(for: #require(rows.first))
        let reachable = rows.reduce(into: Set<ChatSessionStatus>()) { $0.formUnion($1.from) }
        for status in ChatSessionStatus.values where !reachable.contains(status) {
            let action = Scenery.action(kind, to: .offlineForm)
            if kind.isQuietElsewhere {
                #expect(try apply(action, to: Scenery.session(status), by: actor) == .nothing)
            } else {
                let refusal = #expect(throws: SessionRefusal.self) { try apply(action, to: Scenery.session(status), by: actor) }
                guard case .status(kind, from: status, to: let to)? = refusal else {
                    Issue.record("\(kind) in \(status.name): \(String(describing: refusal))")
                    continue
                }
                let sentence = refusal?.sentence ?? ""
                #expect(sentence.contains("\(status.name)"))
                for target in to { #expect(sentence.contains("\(target.name)")) }
            }
        }
    }

    @Test("Every action is in the table, and every condition is asked by a row")
    func complete() {
        #expect(SessionAction.Kind.allCases.allSatisfy { !SessionTransitions.rows(of: $0).isEmpty })
        let asked = Set(SessionTransitions.table.flatMap(\.conditions))
        #expect(asked == Set(Condition.allCases))
        for kind in SessionAction.Kind.allCases { #expect(Scenery.action(kind).kind == kind) }
    }

    @Test("The edges that the protocol draws are all there")
    func drawn() {
        let edges = Set(SessionDrawing.edges.map { [$0.from.rawValue, $0.to.rawValue] })
        #expect(SessionDrawing.drawn.isSubset(of: edges))
    }

    @Test("Nothing leaves the final statuses but deletion, and nothing leaves deletion")
    func final() {
        for edge in SessionDrawing.edges where [.closed, .requestPosted, .closedFromQueue, .deleted].contains(edge.from) {
            #expect(edge.to == .deleted && edge.from != .deleted)
        }
    }

    @Test("Saving a session in the status that it has changes nothing", arguments: ChatSessionStatus.values)
    func saveSame(status: ChatSessionStatus) throws {
        #expect(try apply(.save(status), to: Scenery.session(status), by: Scenery.responder) == .nothing)
    }

    @Test(
        "A status that a session cannot be saved in is refused with both names",
        arguments: [
            (.inQueue, .customerLast), (.finished, .inQueue), (.closed, .userLast), (.preChatForm, .inQueue), (.userLast, .requestPosted),
            (.deleted, .inQueue), (.customerLast, .invalid),
        ] as [(ChatSessionStatus, ChatSessionStatus)])
    func illegalSave(from: ChatSessionStatus, to: ChatSessionStatus) {
        let refusal = #expect(throws: SessionRefusal.self) { try apply(.save(to), to: Scenery.session(from), by: Scenery.manager) }
        #expect(refusal == .status(.save, from: from, to: [to]))
        #expect(refusal?.sentence == "save: a session that is \(from.name) cannot become \(to.name)")
    }
}
