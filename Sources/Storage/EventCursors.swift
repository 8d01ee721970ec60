/// How far a consumer has come in the log of events, kept under the consumer's name.
package struct EventCursorRow: Sendable, Hashable {
    package var name: String
    /// The last event that was dealt with; 0 for none.
    package var seq: Int64
    /// When it was last moved, in ticks.
    package var moved: Int64

    package init(name: String, seq: Int64, moved: Int64) {
        self.name = name
        self.seq = seq
        self.moved = moved
    }
}

extension Reading where Self: ~Copyable {
    /// Where the cursor of that name stands.
    package func eventCursor(named name: String) throws(Failure) -> EventCursorRow? {
        try first("SELECT name, seq, moved FROM event_cursors WHERE name = ?", [.text(name)]) { row in
            EventCursorRow(name: row.text(), seq: row.count(), moved: row.moment())
        }
    }

    /// All cursors by name.
    package func eventCursors() throws(Failure) -> [EventCursorRow] {
        try rows("SELECT name, seq, moved FROM event_cursors ORDER BY name") { row in
            EventCursorRow(name: row.text(), seq: row.count(), moved: row.moment())
        }
    }
}

extension WriteTransaction {
    /// Puts a cursor where it is said to be, also backwards, and makes it when there is none.
    package func save(_ cursor: EventCursorRow) throws(Failure) {
        try run(
            """
            INSERT INTO event_cursors (name, seq, moved)
            VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET seq = excluded.seq, moved = excluded.moved
            """,
            [.text(cursor.name), .integer(cursor.seq), .integer(cursor.moved)])
    }

    /// Whether there was such a cursor.
    @discardableResult
    package func deleteEventCursor(named name: String) throws(Failure) -> Bool {
        try run("DELETE FROM event_cursors WHERE name = ?", [.text(name)]) > 0
    }
}
