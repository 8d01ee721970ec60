/// Why the store could not do what it was asked: what was wrong and what the caller can do.
///
/// One pointer wide, as `WireError` is. The message names files, tables and columns, never a value that is stored.
package struct StoreError: Error {
    package enum Kind: Sendable, Hashable {
        /// The URL, the options or the file do not allow the store to be opened.
        case cannotOpen
        /// Somebody else held what was needed for longer than the bounded wait; trying again may help.
        case busy
        /// A read took longer than it was given; asking for less may help.
        case late
        /// The file was written by a newer version of the library.
        case newerSchema
        /// The file is not a database, or the database of another program.
        case notAStore
        /// The file is a store and is damaged.
        case corrupt
        /// No room is left on the disk, or the file may not grow.
        case full
        /// Reading or writing the file failed.
        case io
        /// What was to be written contradicts what is stored: a reference to or from something else, a second of its
        /// kind.
        case constraint
        /// The store has been closed.
        case closed
        /// No memory was left.
        case memory
        /// A fault of this library.
        case `internal`
    }

    private final class Detail: Sendable {
        let kind: Kind
        let message: String
        let code: Int32
        let place: String

        init(kind: Kind, message: String, code: Int32, place: String) {
            self.kind = kind
            self.message = message
            self.code = code
            self.place = place
        }
    }

    private let detail: Detail

    /// - Parameters:
    ///   - message: one sentence: what is wrong and what was expected.
    ///   - code: SQLite's extended result code; 0 when SQLite had no part in it.
    ///   - place: what of the store cannot be read, as `sessions[17].rank`; empty where that is not known.
    package init(_ kind: Kind, _ message: String, code: Int32 = 0, place: String = "") {
        detail = Detail(kind: kind, message: message, code: code, place: place)
    }

    package var kind: Kind { detail.kind }
    package var message: String { detail.message }
    package var code: Int32 { detail.code }
    package var place: String { detail.place }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        detail.code == 0 ? detail.message : "\(detail.message) (SQLite code \(detail.code))"
    }
}

/// The error type of a layer above, as a transaction's body throws it: whatever the store has to say becomes one of
/// these.
package protocol StoreErrorConvertible: Error {
    init(_ error: StoreError)
}

extension StoreError: StoreErrorConvertible {
    package init(_ error: StoreError) {
        self = error
    }
}
