/// How many of each the store holds.
package struct RowCounts: Sendable, Hashable {
    package var associates: Int64 = 0
    package var persons: Int64 = 0
    package var contacts: Int64 = 0
    package var projects: Int64 = 0
    package var sales: Int64 = 0
    package var directoryTickets: Int64 = 0
    package var users: Int64 = 0
    /// Tickets and tokens that were issued, expired ones that were not yet purged included.
    package var tickets: Int64 = 0
    package var topics: Int64 = 0
    package var agents: Int64 = 0
    package var presences: Int64 = 0
    /// In every status, those marked as deleted included.
    package var sessions: Int64 = 0
    package var messages: Int64 = 0

    package init() {}
}

extension Reading where Self: ~Copyable {
    /// Counts everything. Each count walks the table's smallest index.
    package func rowCounts() throws(Failure) -> RowCounts {
        let counts = try first(
            """
            SELECT
                (SELECT count(*) FROM associates),
                (SELECT count(*) FROM persons),
                (SELECT count(*) FROM contacts),
                (SELECT count(*) FROM projects),
                (SELECT count(*) FROM sales),
                (SELECT count(*) FROM tickets),
                (SELECT count(*) FROM users),
                (SELECT count(*) FROM credentials),
                (SELECT count(*) FROM topics),
                (SELECT count(*) FROM topic_agents),
                (SELECT count(*) FROM presence),
                (SELECT count(*) FROM sessions),
                (SELECT count(*) FROM messages)
            """
        ) { row in
            var counts = RowCounts()
            counts.associates = row.count()
            counts.persons = row.count()
            counts.contacts = row.count()
            counts.projects = row.count()
            counts.sales = row.count()
            counts.directoryTickets = row.count()
            counts.users = row.count()
            counts.tickets = row.count()
            counts.topics = row.count()
            counts.agents = row.count()
            counts.presences = row.count()
            counts.sessions = row.count()
            counts.messages = row.count()
            return counts
        }
        return counts ?? RowCounts()
    }
}
