import Foundation
import Testing

@testable import Storage

@Suite("Lists of sessions")
struct ListTests {
    private let desk: Desk

    /// Sessions 1 to 6 in topic 10 and 7 in topic 20, of which associate 1 is a member of both; 8 and 9 are in no list.
    init() throws {
        desk = try Desk()
        try desk.store.writing { writer throws in
            try writer.saveDocument(.associate, id: 1, #"{"FullName":"Åse Ås"}"#)
            try writer.saveDocument(.person, id: 5, #"{"FullName":"Ola Nordmann"}"#)
            try writer.saveDocument(.contact, id: 6, #"{"Name":"ÆRLIG AS"}"#)
            let names: [String?] = ["Ola", "ÅSE", "åse b", nil, "100%_x", "Zoë", "", "x", "y"]
            for (index, name) in names.enumerated() {
                var session = SessionRow(id: Int32(index + 1), topicID: index == 6 ? 20 : 10)
                session.customerName = name
                session.status = index == 7 ? 0 : index == 8 ? 8 : Int32(index % 3) + 4
                session.rank = Int32(index)
                session.whenRequested = Int64(1000 - index)
                session.whenEnded = index % 2 == 0 ? 0 : Int64(index) * 100
                session.userID = index < 2 ? 1 : index < 3 ? 2 : 0
                session.personID = index == 0 ? 5 : 0
                session.contactID = index == 1 ? 6 : 0
                session.chatbotIsActive = index == 3
                try writer.save(session)
            }
        }
    }

    private func ids(_ condition: ListCondition?, scope: ListScope = .topic(10)) throws -> [Int32] {
        var query = ListQuery(scope, limit: 100)
        query.condition = condition
        query.order = [ListSort(.id)]
        return try ids(query)
    }

    private func ids(_ query: ListQuery) throws -> [Int32] {
        try desk.store.reading { reader in try reader.sessionIDs(query) }
    }

    @Test("A member's list has the sessions of their topics, a topic's list its own; what is no session, or deleted, is in none")
    func scopes() throws {
        #expect(try ids(nil, scope: .member(1)) == [1, 2, 3, 4, 5, 6, 7])
        #expect(try ids(nil, scope: .member(2)) == [1, 2, 3, 4, 5, 6])
        #expect(try ids(nil, scope: .member(3)) == [])
        #expect(try ids(nil, scope: .topic(20)) == [7])
        #expect(try ids(nil, scope: .topic(99)) == [])
    }

    @Test("Without an order a list goes by request time; with one, ties go by id; offset and limit cut it")
    func order() throws {
        func list(_ order: [ListSort], offset: Int32 = 0, limit: Int32 = 100) throws -> [Int32] {
            var query = ListQuery(.member(1), limit: limit)
            (query.order, query.offset) = (order, offset)
            return try desk.store.reading { reader throws in
                let sessions = try reader.sessions(query)
                #expect(try sessions.map(\.id) == reader.sessionIDs(query))
                return sessions.map(\.id)
            }
        }
        #expect(try list([]) == [7, 6, 5, 4, 3, 2, 1])
        #expect(try list([], offset: 2, limit: 3) == [5, 4, 3])
        #expect(try list([], limit: 0) == [])
        #expect(try list([], offset: -5, limit: -5) == [])
        #expect(try list([ListSort(.status)]) == [1, 4, 7, 2, 5, 3, 6])
        #expect(try list([ListSort(.status, isDescending: true), ListSort(.rank, isDescending: true)]) == [6, 3, 5, 2, 7, 4, 1])
        #expect(try list([ListSort(.customerName)]) == [4, 7, 5, 1, 6, 2, 3])
        #expect(try list([ListSort(.userName, isDescending: true), ListSort(.id, isDescending: true)]).prefix(2) == [2, 1])
    }

    @Test("Numbers and dates compare as numbers, whole or not; a date that is none is not less, greater or between")
    func numbers() throws {
        #expect(try ids(.test(.rank, .equal(.integer(2)))) == [3])
        #expect(try ids(.test(.rank, .less(.real(1.5)))) == [1, 2])
        #expect(try ids(.test(.rank, .lessOrEqual(.integer(1)))) == [1, 2])
        #expect(try ids(.test(.rank, .greater(.integer(3)))) == [5, 6])
        #expect(try ids(.test(.rank, .greaterOrEqual(.real(4)))) == [5, 6])
        #expect(try ids(.test(.rank, .between(.integer(1), .integer(3)))) == [2, 3, 4])
        #expect(try ids(.test(.rank, .oneOf([.integer(5), .integer(0), .integer(77)]))) == [1, 6])
        #expect(try ids(.test(.rank, .oneOf([]))) == [])
        #expect(try ids(.test(.rank, .isNone)) == [])
        #expect(try ids(.test(.chatbotIsActive, .equal(.integer(1)))) == [4])
        #expect(try ids(.test(.whenEnded, .less(.integer(200)))) == [2])
        #expect(try ids(.test(.whenEnded, .greater(.integer(-1)))) == [2, 4, 6])
        #expect(try ids(.test(.whenEnded, .between(.integer(0), .integer(300)))) == [2, 4])
        #expect(try ids(.test(.whenEnded, .isNone)) == [1, 3, 5])
        #expect(try ids(.not(.test(.whenEnded, .less(.integer(200))))) == [1, 3, 4, 5, 6])
    }

    @Test("A reference that is missing is 0 and none; of what is referred to, the name can be asked for")
    func references() throws {
        #expect(try ids(.test(.userID, .equal(.integer(1)))) == [1, 2])
        #expect(try ids(.not(.test(.userID, .equal(.integer(1))))) == [3, 4, 5, 6])
        #expect(try ids(.test(.userID, .equal(.integer(0)))) == [4, 5, 6])
        #expect(try ids(.test(.userID, .isNone)) == [4, 5, 6])
        #expect(try ids(.test(.userID, .less(.integer(2)))) == [1, 2, 4, 5, 6])
        #expect(try ids(.test(.userID, .oneOf([.integer(0), .integer(2)]))) == [3, 4, 5, 6])
        #expect(try ids(.test(.userName, .begins("åSE"))) == [1, 2])
        #expect(try ids(.test(.personName, .contains("nord"))) == [1])
        #expect(try ids(.test(.contactName, .equal(.text("ærlig as")))) == [2])
        #expect(try ids(.test(.topicName, .equal(.text("support")))) == [1, 2, 3, 4, 5, 6])
        #expect(try ids(.test(.transferToName, .isNone)) == [1, 2, 3, 4, 5, 6])
    }

    @Test("Texts compare without regard to case in every alphabet, character by character, and none is as good as empty")
    func texts() throws {
        #expect(try ids(.test(.customerName, .equal(.text("Åse")))) == [2])
        #expect(try ids(.test(.customerName, .begins("å"))) == [2, 3])
        #expect(try ids(.test(.customerName, .contains("S"))) == [2, 3])
        #expect(try ids(.test(.customerName, .contains("%_"))) == [5])
        #expect(try ids(.test(.customerName, .contains("%"))) == [5])
        #expect(try ids(.test(.customerName, .ends("Ë"))) == [6])
        #expect(try ids(.test(.customerName, .ends("oë"))) == [6])
        for relation in [.ends(""), .begins(""), .contains("")] as [ListRelation] {
            #expect(try ids(.test(.customerName, relation)) == [1, 2, 3, 4, 5, 6])
        }
        #expect(try ids(.test(.customerName, .equal(.text("")))) == [4])
        #expect(try ids(.test(.customerName, .isNone)) == [4])
        #expect(try ids(.test(.customerName, .greater(.text("OLA")))) == [2, 3, 6])
        #expect(try ids(.test(.customerName, .oneOf([.text("ola"), .text("zoË")]))) == [1, 6])
        #expect(try ids(.test(.customerName, .between(.text("o"), .text("p")))) == [1])
        #expect(try ids(.not(.test(.customerName, .contains("s")))) == [1, 4, 5, 6])
    }

    @Test("Values are values, whatever they look like")
    func injection() throws {
        for text in ["' OR 1 = 1 --", "\"; DROP TABLE sessions; --", "?1", "a\0b", "s.id"] {
            for relation in [.equal(.text(text)), .begins(text), .contains(text), .ends(text)] as [ListRelation] {
                #expect(try ids(.test(.customerName, relation)) == [], "\(relation)")
            }
        }
        #expect(try ids(nil) == [1, 2, 3, 4, 5, 6])
    }

    @Test("All, any and not combine as in logic; all of nothing holds and any of nothing does not")
    func logic() throws {
        let low = ListCondition.test(.rank, .less(.integer(2)))
        let named = ListCondition.test(.userID, .equal(.integer(2)))
        #expect(try ids(.any([low, named])) == [1, 2, 3])
        #expect(try ids(.all([low, named])) == [])
        #expect(try ids(.not(.any([low, named]))) == [4, 5, 6])
        #expect(try ids(.not(.all([low, named]))) == [1, 2, 3, 4, 5, 6])
        #expect(try ids(.not(.not(low))) == [1, 2])
        #expect(try ids(.all([.not(low), .not(named)])) == [4, 5, 6])
        #expect(try ids(.all([])) == [1, 2, 3, 4, 5, 6])
        #expect(try ids(.any([])) == [])
        #expect(try ids(.not(.all([]))) == [])
        #expect(try ids(.not(.any([]))) == [1, 2, 3, 4, 5, 6])
        #expect(try ids(.all([low, .any([named, .all([])])])) == [1, 2])
    }

    @Test("Each field takes each relation that its kind has, and refuses a value of another kind")
    func everyField() throws {
        for field in ListField.allCases {
            let isText = field.kind == .text
            let value: ListValue = isText ? .text("a") : .integer(1)
            var relations: [ListRelation] = [
                .equal(value), .less(value), .lessOrEqual(value), .greater(value), .greaterOrEqual(value),
                .between(value, value), .oneOf([value, value]), .isNone,
            ]
            let texts: [ListRelation] = [.begins("a"), .contains("a"), .ends("a"), .ends("")]
            if isText { relations += texts }
            for relation in relations {
                let (some, others) = try (ids(.test(field, relation)), ids(.not(.test(field, relation))))
                #expect((some + others).sorted() == [1, 2, 3, 4, 5, 6], "\(field) \(relation)")
            }
            let wrong: ListValue = isText ? .integer(1) : .text("a")
            #expect(storeError { try ids(.test(field, .equal(wrong))) }?.kind == .internal)
            #expect(storeError { try ids(.test(field, .oneOf([value, wrong]))) }?.kind == .internal)
            if !isText {
                for relation in texts { #expect(storeError { try ids(.test(field, relation)) }?.kind == .internal) }
            }
        }
    }

    @Test("A condition as deep and as wide as the bounds allow is answered, and one beyond them is refused")
    func bounds() throws {
        let one = ListCondition.test(.rank, .equal(.integer(1)))
        func nested(_ depth: Int, first: Bool) -> ListCondition {
            var condition = one
            for level in 1..<depth {
                let other = level % 2 == 0 ? ListCondition.all([]) : one
                let parts = first ? [condition, other] : [other, condition]
                condition = level % 3 == 0 ? .not(condition) : level % 2 == 0 ? .all(parts) : .any(parts)
            }
            return condition
        }
        let deepest = ListCondition.Bounds.depth
        for first in [true, false] {
            #expect(try ids(nested(deepest, first: first)).count <= 6)
            #expect(storeError { try ids(nested(deepest + 1, first: first)) }?.kind == .constraint)
        }
        let wide = [ListCondition](repeating: one, count: ListCondition.Bounds.conditions - 1)
        #expect(try ids(.any(wide)) == [2])
        #expect(storeError { try ids(.any(wide + [one])) }?.kind == .constraint)
        let texts = (0..<ListCondition.Bounds.values - 4).map { ListValue.text("name number \($0)") }
        #expect(try ids(.test(.customerName, .oneOf(texts + [.text("ola")]))) == [1])
        let more = texts + texts
        #expect(storeError { try ids(.test(.customerName, .oneOf(more))) }?.kind == .constraint)
        var query = ListQuery(.topic(10), limit: 1)
        query.order = [ListSort](repeating: ListSort(.rank), count: ListCondition.Bounds.sorts)
        #expect(try ids(query) == [1])
        query.order.append(ListSort(.rank))
        #expect(storeError { try ids(query) }?.kind == .constraint)
    }

    @Test("However many lists are asked for, no statement of theirs is kept")
    func noCache() throws {
        func count() throws -> Int { try desk.store.reading { reader in reader.connection.statementCount } }
        _ = try ids(nil)
        let before = try count()
        for number in 0..<50 as Range<Int64> {
            _ = try ids(.any((0...number).map { .test(.rank, .equal(.integer($0))) }))
        }
        #expect(try count() == before)
    }

    @Test("Lists go from the topics to their sessions by an index, and in the usual order without sorting")
    func plans() throws {
        func plan(_ query: ListQuery) throws -> [String] {
            let sql = try String(decoding: ListCompiler.statement(for: query).bytes, as: UTF8.self)
            return try desk.store.reading { reader in try reader.connection.plan(of: sql) }
        }
        var query = ListQuery(.topic(10), limit: 50)
        query.condition = .test(.customerName, .contains("a"))
        let topic = try plan(query)
        #expect(topic == ["SEARCH s USING INDEX sessions_by_topic (topic_id=?)"], "\(topic)")
        query = ListQuery(.member(1), limit: 50)
        query.condition = .test(.userName, .contains("a"))
        query.order = [ListSort(.customerName)]
        let member = try plan(query)
        #expect(!member.contains { $0.contains("SCAN") }, "\(member)")
        #expect(member.contains { $0.contains("SEARCH a USING COVERING INDEX topic_agents_by_associate") }, "\(member)")
        query = ListQuery(.topic(10), limit: 50)
        query.condition = .test(.userID, .equal(.integer(1)))
        query.order = [ListSort(.id)]
        #expect(!(try plan(query)).contains { $0.contains("SCAN") })
    }
}
