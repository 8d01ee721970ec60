extension Schema {
    /// Without its one row the horizon of the audit would hold nothing back, and a row in its place could be any.
    static let schema5: StaticString = """
        CREATE TRIGGER audit_horizon_stays BEFORE DELETE ON audit_horizon
        BEGIN
            SELECT RAISE (ABORT, 'the horizon of the audit is never removed');
        END;
        CREATE TRIGGER audit_horizon_is_not_replaced BEFORE INSERT ON audit_horizon
        BEGIN
            SELECT RAISE (ABORT, 'the horizon of the audit is never replaced');
        END;

        PRAGMA user_version = 5;
        """
}
