/* The library's own statements, word for word where the database sees a difference. */
#ifndef BYHAND_STATEMENTS_H
#define BYHAND_STATEMENTS_H

#define SESSION_COLUMNS(t)                                                                                                     \
    t "id, " t "topic_id, " t "user_id, " t "person_id, " t "customer_alias, " t "customer_host, " t "customer_name, "         \
    t "customer_email, " t "customer_phone, " t "customer_consented, " t "customer_company_name, " t "status, "                \
    t "first_message, " t "last_message, " t "when_requested, " t "when_started, " t "when_ended, " t "when_idle, "            \
    t "when_fetched, " t "session_key, " t "initial_queue_pos, " t "alert_level, " t "rank, " t "flags, " t "contact_id, "     \
    t "project_id, " t "sale_id, " t "ticket_id, " t "transfer_to, " t "chatbot_is_active, " t "rating, " t "rights, "         \
    t "extra, " t "modified, " t "priority, " t "assigned_at, " t "offered_until, " t "deleted_at, " t "language "

enum statement {
    BEGIN, BEGIN_IMMEDIATE, COMMIT, ROLLBACK,
    USER, ASSOCIATE, PERSON_DOCUMENT, CONTACT_DOCUMENT, PROJECT_DOCUMENT, SALE_DOCUMENT, TICKET_DOCUMENT,
    SESSION, SESSIONS_OF_MEMBER, TOPIC_ROW, AGENT, MEMBERSHIPS, WAITING, RANKS,
    ADD_MESSAGE, SAY, SAY_QUIETLY, ASSIGN, EVENT, AUDIT, ACCEPTANCE, ASSIGNED,
    STATEMENTS
};

static const char *const statements[STATEMENTS] = {
    [BEGIN] = "BEGIN",
    [BEGIN_IMMEDIATE] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [ROLLBACK] = "ROLLBACK",
    [USER] = "SELECT name, associate_id, password_hash FROM users WHERE name_key = ?",
    [ASSOCIATE] = "SELECT document FROM associates WHERE id = ?",
    [PERSON_DOCUMENT] = "SELECT document FROM persons WHERE id = ?",
    [CONTACT_DOCUMENT] = "SELECT document FROM contacts WHERE id = ?",
    [PROJECT_DOCUMENT] = "SELECT document FROM projects WHERE id = ?",
    [SALE_DOCUMENT] = "SELECT document FROM sales WHERE id = ?",
    [TICKET_DOCUMENT] = "SELECT document FROM tickets WHERE id = ?",
    [SESSION] = "SELECT " SESSION_COLUMNS("") "FROM sessions WHERE id = ?",
    [SESSIONS_OF_MEMBER] = "SELECT " SESSION_COLUMNS("s.")
        "FROM topic_agents AS a CROSS JOIN sessions AS s ON s.topic_id = a.topic_id "
        "WHERE a.associate_id = ? AND a.rights <> 0 AND s.status NOT IN (0, 8) ORDER BY s.when_requested, s.id",
    [TOPIC_ROW] = "SELECT id, document, last_accept, seconds_pr_accept, modified, settings FROM topics WHERE id = ?",
    [AGENT] = "SELECT associate_id, rights FROM topic_agents WHERE topic_id = ? AND associate_id = ?",
    [MEMBERSHIPS] = "SELECT topic_id, rights FROM topic_agents WHERE associate_id = ? AND rights <> 0 ORDER BY topic_id",
    [WAITING] = "SELECT id, topic_id, priority, when_requested FROM sessions WHERE topic_id = ? AND status = 4 "
        "ORDER BY priority DESC, when_requested, id LIMIT ? OFFSET ?",
    [RANKS] = "SELECT rank FROM sessions WHERE user_id = ? AND status IN (5, 6)",
    [ADD_MESSAGE] =
        "INSERT INTO messages (id, session_id, type, message, author, read_by_customer, special_type, special_param, when_posted, "
        "client_id, extra) VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET session_id = excluded.session_id, type = excluded.type, message = excluded.message, "
        "author = excluded.author, read_by_customer = excluded.read_by_customer, special_type = excluded.special_type, "
        "special_param = excluded.special_param, when_posted = excluded.when_posted, client_id = excluded.client_id, "
        "extra = excluded.extra RETURNING id",
    [SAY] = "UPDATE sessions SET modified = ?, when_idle = ?, flags = ?, first_message = ?, last_message = ?, status = ?, "
        "alert_level = ? WHERE id = ?",
    [SAY_QUIETLY] = "UPDATE sessions SET modified = ?, when_idle = ?, flags = ?, first_message = ?, last_message = ? WHERE id = ?",
    [ASSIGN] = "UPDATE sessions SET modified = ?, when_idle = ?, flags = ?, status = ?, alert_level = ?, user_id = ?, "
        "transfer_to = ?, rank = ?, when_started = ?, when_ended = ?, chatbot_is_active = ?, assigned_at = ?, offered_until = ? "
        "WHERE id = ?",
    [EVENT] = "INSERT INTO events (at, kind, session_id, topic_id, old_status, new_status, message_id, associate_id, details) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq",
    [AUDIT] = "INSERT INTO audit (at, associate_id, who, operation, session_id, topic_id, details) VALUES (?, ?, ?, ?, ?, ?, ?)",
    [ACCEPTANCE] = "UPDATE topics SET last_accept = ?, seconds_pr_accept = ? WHERE id = ?",
    [ASSIGNED] = "UPDATE presence SET assigned = ? WHERE associate_id = ?",
};

#endif
