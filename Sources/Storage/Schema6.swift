extension Schema {
    /// One number that says which directory this is: it is another one after every change, and never one that was before. Who
    /// has read a record, and finds the same number in a later transaction, need not read it again.
    static let schema6: StaticString = """
        CREATE TABLE directory_version (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            version INTEGER NOT NULL
        ) STRICT;
        INSERT INTO directory_version (id, version) VALUES (1, random());
        CREATE TRIGGER associates_added AFTER INSERT ON associates
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER associates_changed AFTER UPDATE ON associates
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER associates_removed AFTER DELETE ON associates
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER persons_added AFTER INSERT ON persons
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER persons_changed AFTER UPDATE ON persons
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER persons_removed AFTER DELETE ON persons
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER contacts_added AFTER INSERT ON contacts
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER contacts_changed AFTER UPDATE ON contacts
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER contacts_removed AFTER DELETE ON contacts
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER projects_added AFTER INSERT ON projects
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER projects_changed AFTER UPDATE ON projects
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER projects_removed AFTER DELETE ON projects
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER sales_added AFTER INSERT ON sales
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER sales_changed AFTER UPDATE ON sales
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER sales_removed AFTER DELETE ON sales
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER tickets_added AFTER INSERT ON tickets
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER tickets_changed AFTER UPDATE ON tickets
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;
        CREATE TRIGGER tickets_removed AFTER DELETE ON tickets
        BEGIN
            UPDATE directory_version SET version = random() WHERE id = 1;
        END;

        PRAGMA user_version = 6;
        """
}
