import Carriers
import Messages
import Wire

/// A column that a list shows: under which name, and where its value comes from.
struct ListColumn: Sendable {
    enum Source: Sendable, Hashable {
        /// A field of the session, by its path.
        case field([String])
        /// When the session last changed.
        case modified
        case topicName
    }

    let name: String
    let source: Source

    private static let shape = RecordShape(of: ChatSessionEntity.self)

    /// What a list shows when nothing is asked for: the session's own columns and the names of what it refers to.
    static let usual: [ListColumn] = SessionColumn.allCases.compactMap { column in
        // As JSON has it everywhere: `User/AssociateId`.
        ListColumn(column.name.split(separator: "/").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: "/"))
    }

    /// nil when a session has no such field.
    init?(_ name: String) {
        self.name = name
        let column = SessionColumn(named: name)
        switch column {
        case .modified?: source = .modified
        case .topicName?: source = .topicName
        default:
            guard let path = Self.shape.path((column?.name ?? name).split(separator: "/", omittingEmptySubsequences: false).map(String.init))
            else { return nil }
            source = .field(path)
        }
    }

    /// The columns that `$select` names.
    static func named(_ names: [FilterName]) throws(WireError) -> [ListColumn] {
        var columns: [ListColumn] = []
        var known: Set<String> = []
        for name in names {
            guard let column = ListColumn(name.text) else {
                throw WireError(.value, "there is no column \"\(name.text.quoted)\"", offset: name.offset)
            }
            if known.insert(name.text.lowercased()).inserted { columns.append(column) }
        }
        return columns
    }

    /// The name with underscores for whatever is neither a letter nor a digit.
    var safeName: String {
        String(decoding: name.utf8.map { Self.isSafe($0) ? $0 : 0x5F }, as: UTF8.self)
    }

    private static func isSafe(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) && byte >= 0x41
    }
}
