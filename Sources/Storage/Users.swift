/// Somebody who may sign in, and the associate who they are.
package struct UserRow: Sendable, Hashable {
    package var userName: String
    package var associateID: Int32
    /// As libsodium writes it; never the password.
    package var passwordHash: String

    package init(userName: String, associateID: Int32, passwordHash: String) {
        self.userName = userName
        self.associateID = associateID
        self.passwordHash = passwordHash
    }

    /// Names that differ in case only are one name.
    static func key(of userName: String) -> String { userName.lowercased() }

    fileprivate init(_ row: inout SQLiteRow) {
        userName = row.text()
        associateID = row.int32()
        passwordHash = row.text()
    }
}

extension Reading where Self: ~Copyable {
    /// The user of that name, in whatever case it is written.
    package func user(named userName: String) throws(Failure) -> UserRow? {
        try first(
            """
            SELECT name, associate_id, password_hash
            FROM users
            WHERE name_key = ?
            """,
            [.text(UserRow.key(of: userName))]
        ) { row in UserRow(&row) }
    }

    /// The users who are that associate, by name.
    package func users(ofAssociate associateID: Int32) throws(Failure) -> [UserRow] {
        try rows(
            """
            SELECT name, associate_id, password_hash
            FROM users
            WHERE associate_id = ?
            ORDER BY name_key
            """,
            [.integer(associateID)]
        ) { row in UserRow(&row) }
    }
}

extension WriteTransaction {
    /// Adds the user, or replaces the one of that name.
    package func save(_ user: UserRow) throws(Failure) {
        try run(
            """
            INSERT INTO users (name_key, name, associate_id, password_hash)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (name_key) DO UPDATE SET
                name = excluded.name,
                associate_id = excluded.associate_id,
                password_hash = excluded.password_hash
            """,
            [
                .text(UserRow.key(of: user.userName)), .text(user.userName), .integer(user.associateID),
                .text(user.passwordHash),
            ])
    }

    /// Whether there was such a user. Their tickets are the caller's to delete: another user may be the same associate.
    @discardableResult
    package func deleteUser(named userName: String) throws(Failure) -> Bool {
        try run("DELETE FROM users WHERE name_key = ?", [.text(UserRow.key(of: userName))]) > 0
    }
}
