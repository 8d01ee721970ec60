import Wire

/// What kinds of events there are and what they tell.
enum EventDescription {
    static var json: JSONValue {
        let kinds = EventKind.allCases.map { kind in
            JSONValue.Member(
                kind.name,
                .object([
                    .init("meaning", .string(kind.meaning)),
                    .init("fields", .array(kind.fields.map { .string($0.rawValue) })),
                ]))
        }
        let missed = JSONValue.Member(
            EventBatch.missed,
            .object([
                .init("meaning", .string("Events before the number Seq are no longer kept, and were not given to this consumer.")),
                .init("fields", .array([.string(EventField.event.rawValue), .string(EventField.seq.rawValue)])),
            ]))
        let fields = EventField.allCases.map { field in
            JSONValue.Member(
                field.rawValue,
                .object([
                    .init("type", .string(field.type)), .init("required", .bool(field.isRequired)),
                    .init("meaning", .string(field.meaning)),
                ]))
        }
        return .object([.init("events", .object(kinds + [missed])), .init("fields", .object(fields))])
    }
}
