#if canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif
internal import CLinux
internal import CSQLite

/// What lists ask of texts, as functions of SQL, without regard to case as Unicode has it. SQLite's own `lower` knows the
/// letters of ASCII only.
///
/// `chatcore_fold(text, place)` is the text in lower case, and an empty text for NULL. `chatcore_contains`,
/// `chatcore_begins` and `chatcore_ends` (`text, place, part`) are 1 when the folded text does so with the part, which is
/// folded already. `place` tells columns apart, so that a row's text is folded once, however many terms look at it.
enum TextFunctions {
    /// - Parameter texts: the connection's, which keeps them for as long as it is open.
    static func add(to database: OpaquePointer, with texts: FoldedTexts) {
        let context = Unmanaged.passUnretained(texts).toOpaque()
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY
        // They fail for lack of memory only; the first list then says that there is no such function.
        sqlite3_create_function_v2(
            database, "chatcore_fold", 2, flags, context,
            { context, _, arguments in
                TextFunctions.folded(context, arguments) { folded in
                    // SQLite copies it: the texts may be others before it has done with this one. No bytes at all would be NULL.
                    let start = folded.baseAddress ?? UnsafeRawPointer(("" as StaticString).utf8Start)
                    sqlite3_result_text(
                        context, start.assumingMemoryBound(to: CChar.self), Int32(truncatingIfNeeded: folded.count), TextFunctions.copied)
                }
            }, nil, nil, nil)
        sqlite3_create_function_v2(
            database, "chatcore_contains", 3, flags, context,
            { context, _, arguments in
                TextFunctions.test(context, arguments) { text, part in
                    guard let start = text.baseAddress, let wanted = part.baseAddress else { return part.isEmpty }
                    return memmem(start, text.count, wanted, part.count) != nil
                }
            }, nil, nil, nil)
        sqlite3_create_function_v2(
            database, "chatcore_begins", 3, flags, context,
            { context, _, arguments in
                TextFunctions.test(context, arguments) { text, part in
                    FoldedTexts.areEqual(Bytes(rebasing: text.prefix(part.count)), part)
                }
            }, nil, nil, nil)
        sqlite3_create_function_v2(
            database, "chatcore_ends", 3, flags, context,
            { context, _, arguments in
                TextFunctions.test(context, arguments) { text, part in
                    FoldedTexts.areEqual(Bytes(rebasing: text.suffix(part.count)), part)
                }
            }, nil, nil, nil)
    }

    private typealias Bytes = UnsafeRawBufferPointer

    /// SQLITE_TRANSIENT, which C writes as a cast that Swift does not import.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    /// Both are well-formed UTF-8, where a part that is there as bytes is there as characters.
    private static func test(
        _ context: OpaquePointer?, _ arguments: UnsafeMutablePointer<OpaquePointer?>?, _ holds: (Bytes, Bytes) -> Bool
    ) {
        let part = bytes(of: arguments?[2])
        folded(context, arguments) { text in sqlite3_result_int(context, holds(text, part) ? 1 : 0) }
    }

    private static func folded(
        _ context: OpaquePointer?, _ arguments: UnsafeMutablePointer<OpaquePointer?>?, _ body: (Bytes) -> Void
    ) {
        guard let own = sqlite3_user_data(context), let arguments else { return sqlite3_result_error_nomem(context) }
        let place = Int(sqlite3_value_int(arguments[1]))
        Unmanaged<FoldedTexts>.fromOpaque(own).takeUnretainedValue().withFolded(bytes(of: arguments[0]), at: place, body)
    }

    /// SQLite keeps an argument's bytes in place until the function returns.
    private static func bytes(of value: OpaquePointer?) -> Bytes {
        guard let start = sqlite3_value_text(value) else { return Bytes(start: nil, count: 0) }
        return Bytes(start: start, count: Int(sqlite3_value_bytes(value)))
    }
}

/// The last text of each column, as it was and in lower case.
///
/// Unchecked: it belongs to one connection, which one thread uses at a time.
final class FoldedTexts: @unchecked Sendable {
    private struct Entry {
        var text: [UInt8] = []
        var folded: [UInt8] = []
    }

    private var entries = [Entry](repeating: Entry(), count: ListField.allCases.count)

    /// Calls `body` with the text in lower case.
    func withFolded(_ text: UnsafeRawBufferPointer, at place: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
        guard entries.indices.contains(place) else { return Self.fold(text).withUnsafeBytes(body) }
        if !entries[place].text.withUnsafeBytes({ Self.areEqual($0, text) }) {
            entries[place] = Entry(text: Array(text), folded: Self.fold(text))
        }
        entries[place].folded.withUnsafeBytes(body)
    }

    /// Lets go of what a list has left here.
    func clear() {
        for place in entries.indices where !entries[place].text.isEmpty { entries[place] = Entry() }
    }

    static func areEqual(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> Bool {
        guard first.count == second.count else { return false }
        guard let start = first.baseAddress, let other = second.baseAddress else { return true }
        return memcmp(start, other, first.count) == 0
    }

    private static func fold(_ text: UnsafeRawBufferPointer) -> [UInt8] {
        func small(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
        if text.allSatisfy({ $0 < 0x80 }) { return text.map(small) }
        // As `lowercased()` has it, without a look into Unicode's tables for each letter of ASCII.
        var folded: [UInt8] = []
        folded.reserveCapacity(text.count)
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            if scalar.isASCII {
                folded.append(small(UInt8(truncatingIfNeeded: scalar.value)))
            } else {
                folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
        return folded
    }
}
