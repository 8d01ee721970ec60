import Messages
import Sessions
import Wire

/// How long what is stored may be, so that what is shown in every list stays small.
struct RecordBounds: Sendable {
    /// Characters of a message.
    var message = 65_536
    /// Characters of any other text.
    var text = 65_536
    /// Bytes of one record as the store keeps it, with the fields that are not known.
    var record = 1 << 18

    /// Turns away a document that is too large or has too long a text in it, and names the text.
    ///
    /// - Parameter path: the place of the document in the caller's arguments.
    func check(_ document: String?, at path: String) throws(OperationError) {
        // A document with few bytes has no long text; only a large one is looked through.
        guard let document, document.utf8.count > min(text, record) else { return }
        let tree = (try? JSONValue(document, limits: Document.limits)) ?? .null
        if let place = longText(in: tree) { throw RecordBounds.tooLong(text, at: "\(path)\(place)") }
        guard document.utf8.count > record else { return }
        throw OperationError(
            .limit, "the record has \(document.utf8.count) bytes with the fields that are not known; expected at most \(record)", path: path)
    }

    /// Turns away one text that is too long.
    func check(text value: String?, at path: String) throws(OperationError) {
        if let value, RecordBounds.exceeds(value, text) { throw RecordBounds.tooLong(text, at: path) }
    }

    /// Turns away a message that is too long as it comes.
    func check(message value: String?, at path: String) throws(OperationError) {
        if let value, RecordBounds.exceeds(value, message) { throw RecordBounds.tooLong(message, at: path) }
    }

    /// The same for a message that was reduced, in which a character may stand as `&quot;`.
    func check(reducedMessage value: String?, at path: String) throws(OperationError) {
        guard let value, RecordBounds.exceeds(value, message) else { return }
        if RecordBounds.exceeds(value, 6 * message) || HTMLReduction.plainLength(value) > message {
            throw RecordBounds.tooLong(message, at: path)
        }
    }

    private static func exceeds(_ text: String, _ most: Int) -> Bool {
        // A text with few bytes has few characters; only a long one needs counting.
        text.utf8.count > most && text.unicodeScalars.count > most
    }

    private static func tooLong(_ most: Int, at path: String) -> OperationError {
        OperationError(.limit, "the text is too long; expected at most \(most) characters", path: path)
    }

    /// Where the first text or name stands that is too long, seen from the value. Put together on the way out, so that it
    /// costs nothing where there is none.
    private func longText(in value: JSONValue) -> String? {
        switch value {
        case .string(let text), .number(let text): return RecordBounds.exceeds(text, self.text) ? "" : nil
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                if let place = longText(in: element) { return "[\(index)]\(place)" }
            }
        case .object(let members):
            for member in members {
                if RecordBounds.exceeds(member.name, text) { return ".\(member.name.quoted)" }
                if let place = longText(in: member.value) { return ".\(member.name.quoted)\(place)" }
            }
        default: break
        }
        return nil
    }
}

/// What a record is held to while it is stored.
struct Saving: Sendable {
    let now: Int64
    let bounds: RecordBounds

    /// The document, when it may be stored.
    ///
    /// - Parameter path: the place of the record in the caller's arguments.
    func checked(_ document: String, at path: String) throws(OperationError) -> String {
        try bounds.check(document, at: path)
        return document
    }
}

extension Engine {
    var saving: Saving { Saving(now: now, bounds: settings.bounds) }
}
