/// Makes a statement of a list's query.
///
/// Each part of a condition is made so that it is true or false and never NULL, and `not` is carried down to the tests.
/// What is nested deepest stands first: SQLite's parser then remembers one bracket a level, and it remembers no more
/// than a hundred things. What stands side by side is nested too in its eyes, and may be so a thousand times.
struct ListCompiler {
    private var sql = SQLText()
    private var conditions = 0

    static func statement(for query: ListQuery) throws(StoreError) -> SQLText {
        var compiler = ListCompiler()
        try compiler.compile(query)
        return compiler.sql
    }

    private mutating func compile(_ query: ListQuery) throws(StoreError) {
        guard query.order.count <= ListCondition.Bounds.sorts else { throw Self.tooLarge }
        switch query.scope {
        case .member(let associateID):
            // A cross join fixes its order: from the few topics of the member to their sessions.
            sql.add(
                """
                SELECT s.id FROM topic_agents AS a CROSS JOIN sessions AS s ON s.topic_id = a.topic_id \
                WHERE a.associate_id =
                """)
            sql.bind(.integer(associateID))
            sql.add(" AND a.rights <> 0")
        case .topic(let topicID):
            sql.add("SELECT s.id FROM sessions AS s WHERE s.topic_id = ")
            sql.bind(.integer(topicID))
        }
        sql.add(" AND s.status NOT IN (0, 8)")
        if let condition = query.condition {
            sql.add(" AND ")
            try add(condition, isNegated: false, depth: 1)
        }
        sql.add(" ORDER BY ")
        for sort in query.order {
            addValue(of: sort.field)
            sql.add(sort.isDescending ? " DESC, " : ", ")
        }
        if query.order.isEmpty { sql.add("s.when_requested, ") }
        sql.add("s.id LIMIT ")
        sql.bind(.integer(max(query.limit, 0)))
        sql.add(" OFFSET ")
        sql.bind(.integer(max(query.offset, 0)))
        guard sql.values.count <= ListCondition.Bounds.values else { throw Self.tooLarge }
    }

    // MARK: Conditions

    private mutating func add(_ condition: ListCondition, isNegated: Bool, depth: Int) throws(StoreError) {
        conditions += 1
        guard depth <= ListCondition.Bounds.depth, conditions <= ListCondition.Bounds.conditions else {
            throw Self.tooLarge
        }
        switch condition {
        case .all(let parts): try add(parts, joinedByAnd: !isNegated, isNegated, depth)
        case .any(let parts): try add(parts, joinedByAnd: isNegated, isNegated, depth)
        case .not(let part): try add(part, isNegated: !isNegated, depth: depth + 1)
        case .test(let field, let relation):
            if isNegated { sql.add("NOT ") }
            sql.add("(")
            try add(relation, on: field, isNegated: isNegated)
            sql.add(")")
        }
    }

    private mutating func add(
        _ parts: [ListCondition], joinedByAnd isAnd: Bool, _ isNegated: Bool, _ depth: Int
    ) throws(StoreError) {
        guard depth + parts.count <= ListCondition.Bounds.conditions else { throw Self.tooLarge }
        sql.add("(")
        var isFirst = true
        for part in parts.map({ (depth: $0.depth(within: ListCondition.Bounds.depth), part: $0) })
            .sorted(by: { $0.depth > $1.depth })
        {
            if !isFirst { sql.add(isAnd ? " AND " : " OR ") }
            isFirst = false
            try add(part.part, isNegated: isNegated, depth: depth + 1)
        }
        if parts.isEmpty { sql.add(isAnd ? "1" : "0") }
        sql.add(")")
    }

    // MARK: Tests

    private mutating func add(_ relation: ListRelation, on field: ListField, isNegated: Bool) throws(StoreError) {
        switch relation {
        case .equal(let value):
            // The bare column lets SQLite take an index; NULL is as good as false as long as nobody negates it.
            if field.kind == .reference, !isNegated, case .integer(let id) = value, id != 0 {
                sql.add(field.column)
                sql.add(" = ")
                sql.bind(.integer(id))
            } else {
                try compare(field, " = ", value)
            }
        case .less(let value): try compareOrdered(field, " < ", value)
        case .lessOrEqual(let value): try compareOrdered(field, " <= ", value)
        case .greater(let value): try compareOrdered(field, " > ", value)
        case .greaterOrEqual(let value): try compareOrdered(field, " >= ", value)
        case .between(let low, let high):
            try compareOrdered(field, " >= ", low)
            sql.add(" AND ")
            try compare(field, " <= ", high)
        case .oneOf(let values):
            guard sql.values.count + values.count <= ListCondition.Bounds.values else { throw Self.tooLarge }
            addValue(of: field)
            sql.add(" IN (")
            for (index, value) in values.enumerated() {
                if index > 0 { sql.add(", ") }
                sql.bind(try Self.parameter(value, for: field))
            }
            sql.add(")")
        case .begins(let text):
            try requireText(field)
            match(field, "chatcore_begins(", text)
        case .contains(let text):
            try requireText(field)
            match(field, "chatcore_contains(", text)
        case .ends(let text):
            try requireText(field)
            match(field, "chatcore_ends(", text)
        case .isNone:
            switch field.kind {
            case .number: sql.add("0")
            case .date:
                sql.add(field.column)
                sql.add(" = 0")
            case .reference, .text:
                sql.add(field.column)
                sql.add(" IS NULL")
            }
        }
    }

    private mutating func compare(_ field: ListField, _ operation: StaticString, _ value: ListValue) throws(StoreError) {
        addValue(of: field)
        sql.add(operation)
        sql.bind(try Self.parameter(value, for: field))
    }

    /// A date that is none has no place among the others.
    private mutating func compareOrdered(
        _ field: ListField, _ operation: StaticString, _ value: ListValue
    ) throws(StoreError) {
        if field.kind == .date {
            sql.add(field.column)
            sql.add(" <> 0 AND ")
        }
        try compare(field, operation, value)
    }

    private mutating func match(_ field: ListField, _ function: StaticString, _ text: String) {
        sql.add(function)
        addText(of: field)
        sql.add(", ")
        sql.bind(.text(text.lowercased()))
        sql.add(")")
    }

    /// The first arguments of each function that looks at a text.
    private mutating func addText(of field: ListField) {
        sql.add(field.column)
        sql.add(", ")
        sql.add(number: ListField.allCases.firstIndex(of: field) ?? 0)
    }

    private func requireText(_ field: ListField) throws(StoreError) {
        guard field.kind == .text else { throw Self.unlike(field) }
    }

    /// What stands for the field in a comparison; never NULL.
    private mutating func addValue(of field: ListField) {
        switch field.kind {
        case .number, .date:
            sql.add(field.column)
        case .reference:
            sql.add("coalesce(")
            sql.add(field.column)
            sql.add(", 0)")
        case .text:
            sql.add("chatcore_fold(")
            addText(of: field)
            sql.add(")")
        }
    }

    private static func parameter(_ value: ListValue, for field: ListField) throws(StoreError) -> SQLiteValue {
        switch (value, field.kind) {
        case (.integer(let number), .number), (.integer(let number), .reference), (.integer(let number), .date):
            return .integer(number)
        case (.real(let number), .number), (.real(let number), .reference), (.real(let number), .date):
            return .real(number)
        case (.text(let text), .text):
            return .text(text.lowercased())
        default:
            throw unlike(field)
        }
    }

    private static func unlike(_ field: ListField) -> StoreError {
        StoreError(.internal, "A list compares \(field.column) with a value of another kind.")
    }

    private static var tooLarge: StoreError {
        StoreError(.constraint, "The list's condition is too large; ask for less at once.")
    }
}

extension ListCondition {
    /// How many of these are inside of each other, counted no further than `most`.
    fileprivate func depth(within most: Int) -> Int {
        guard most > 0 else { return 0 }
        switch self {
        case .test: return 1
        case .not(let part): return part.depth(within: most - 1) + 1
        case .all(let parts), .any(let parts): return (parts.map { $0.depth(within: most - 1) }.max() ?? 0) + 1
        }
    }
}
