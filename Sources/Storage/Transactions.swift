/// What may be asked inside a transaction, be it for reading or for writing. The questions stand in the files of their
/// subjects.
///
/// `Failure` is the error type of the caller's body: the store's errors come out as one of its own, so that a body
/// throws one type. A transaction is valid inside its body only, which is why it cannot be copied.
package protocol Reading<Failure>: ~Copyable {
    associatedtype Failure: StoreErrorConvertible

    var connection: SQLiteConnection { get }
}

/// A consistent view of the store: what was committed when its first question was asked, whatever is written meanwhile.
package struct ReadTransaction<Failure: StoreErrorConvertible>: ~Copyable, Reading {
    package let connection: SQLiteConnection

    init(on connection: SQLiteConnection) {
        connection.directoryVersion = nil
        self.connection = connection
    }
}

/// All of its changes are stored when its body returns, or none. It sees its own changes.
package struct WriteTransaction<Failure: StoreErrorConvertible>: ~Copyable, Reading {
    package let connection: SQLiteConnection

    init(on connection: SQLiteConnection) {
        connection.directoryVersion = nil
        self.connection = connection
    }
}

// Inlined, so that the loop over the rows is compiled for the type of each query's rows.
extension Reading where Self: ~Copyable {
    @inline(__always)
    func rows<T>(
        _ sql: StaticString, _ values: [SQLiteValue] = [], _ make: (inout SQLiteRow) -> T
    ) throws(Failure) -> [T] {
        do throws(StoreError) { return try connection.rows(sql, values, make) } catch { throw Failure(error) }
    }

    @inline(__always)
    func first<T>(
        _ sql: StaticString, _ values: [SQLiteValue] = [], _ make: (inout SQLiteRow) -> T
    ) throws(Failure) -> T? {
        do throws(StoreError) { return try connection.first(sql, values, make) } catch { throw Failure(error) }
    }
}

extension WriteTransaction {
    /// Runs a statement for its effect and answers how many rows it touched.
    @discardableResult
    func run(_ sql: StaticString, _ values: [SQLiteValue] = []) throws(Failure) -> Int {
        do throws(StoreError) {
            // When SQLite has given up the transaction by itself, what a body that goes on writes would be committed
            // statement by statement.
            guard connection.isInTransaction else { throw .transactionLost }
            connection.directoryVersion = nil
            try connection.run(sql, values)
            return connection.changes
        } catch {
            throw Failure(error)
        }
    }

    /// Inserts or replaces a row and answers its id; the statement says `RETURNING id`.
    func save(_ sql: StaticString, _ values: [SQLiteValue]) throws(Failure) -> Int32 {
        guard connection.isInTransaction else { throw Failure(.transactionLost) }
        connection.directoryVersion = nil
        do throws(StoreError) {
            guard let id = try connection.first(sql, values, { row in row.int32() }) else {
                throw StoreError(.internal, "A row was saved and has no id.")
            }
            return id
        } catch {
            // Only the numbers that SQLite gives itself can be past the last one.
            guard case .integer(0)? = values.first, error.message.hasSuffix(": id BETWEEN 1 AND 2147483647.") else { throw Failure(error) }
            throw Failure(
                StoreError(.full, "No number is left for a new row; the last one is 2147483647.", code: error.code, place: error.place))
        }
    }
}

extension StoreError {
    static var transactionLost: StoreError {
        StoreError(.io, "The transaction was given up after an earlier failure; nothing of it is stored.")
    }
}
