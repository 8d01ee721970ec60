import Carriers
import Messages
import Storage
import Wire

// PATCH: a record is read, changed as JSON and saved as PUT saves it, in one transaction.
extension Engine {
    func patchSession(
        _ arguments: PatchEntityArguments<ChatSessionEntity>, for caller: Caller, _ context: CallerContext
    ) throws(OperationError) -> RecordAnswer<ChatSessionEntity> {
        let (id, path) = (try associateID(of: caller), "ChatSessionEntityId")
        let patch = try RecordPatch(arguments.patch, limits: limits, bytes: settings.bounds.record)
        return try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let stored = try transaction.existingSession(arguments.id, at: path)
            // Before the patch is looked at: its tests would tell a stranger what is in the session.
            try transaction.demandMember(id, of: stored, at: path)
            // Nor is anything done for who may only look.
            _ = try transaction.saver(id, of: stored, at: path)
            try context.preconditions.demand(unmodified: stored.modified, at: path)
            guard let session = try transaction.answer(stored).response else { return RecordAnswer(nil) }
            var patched = try patch.applied(to: session, as: RecordPatch.session)
            patched.unknown.removeLinks()
            guard patched.chatSessionID == stored.id else {
                throw OperationError(.value, "the number of a session cannot be changed", path: "Patch.ChatSessionId")
            }
            return try transaction.answer(
                update(stored, with: given(patched), for: id, at: path, "Chat.PatchChatSessionEntity", transaction))
        }
    }

    func patchTopic(
        _ arguments: PatchEntityArguments<ChatTopicEntity>, for caller: Caller, _ context: CallerContext
    ) throws(OperationError) -> RecordAnswer<ChatTopicEntity> {
        let path = "ChatTopicEntityId"
        let patch = try RecordPatch(arguments.patch, limits: limits, bytes: settings.bounds.record)
        return try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let stored = try transaction.existingTopic(arguments.id, at: path)
            try transaction.demandManager(caller, ofTopic: stored.id, at: path)
            var patched = try patch.applied(to: try ChatTopicEntity(stored), as: RecordPatch.topic)
            patched.unknown.removeLinks()
            guard patched.chatTopicID == stored.id else {
                throw OperationError(.value, "the number of a topic cannot be changed", path: "Patch.ChatTopicId")
            }
            patched = try given(patched)
            return try Engine.answer(
                update(&patched, for: caller, at: path, if: context.preconditions, "Chat.PatchChatTopicEntity", transaction))
        }
    }
}

/// A patch of either kind: an array is a JSON patch, an object a merge patch.
struct RecordPatch {
    static let session = RecordShape(of: ChatSessionEntity.self)
    static let topic = RecordShape(of: ChatTopicEntity.self)

    private enum Kind {
        case merge(MergePatch)
        case changes(JSONPatch)
    }

    private let kind: Kind
    private let limits: Limits
    private let bytes: Int

    /// - Parameter bytes: what a record may have, and so what a patch of one may have and may write.
    /// - Throws: with `Patch` and the place in it.
    init(_ text: String?, limits: Limits, bytes: Int) throws(OperationError) {
        guard let text else { throw OperationError(.value, "expected a patch", path: "Patch") }
        guard text.utf8.count <= bytes else {
            throw OperationError(.limit, "the patch has \(text.utf8.count) bytes; expected at most \(bytes)", path: "Patch")
        }
        self.limits = limits
        self.bytes = bytes
        let document = try reading { () throws(WireError) in
            do throws(WireError) { return try JSONValue(text, limits: limits) } catch { throw error.within("Patch") }
        }
        switch document {
        case .array: kind = .changes(try RecordPatch.placed { () throws(OperationError) in try JSONPatch(document) })
        case .object: kind = .merge(MergePatch(document))
        default: throw OperationError(.value, "expected an object, or an array of changes", path: "Patch")
        }
    }

    func applied<C: Carrier>(to record: C, as shape: RecordShape) throws(OperationError) -> C {
        var record = record
        let tree = try reading { () throws(WireError) in try JSONValue(Document.text(of: &record), limits: Document.limits) }
        let patched: JSONValue =
            switch kind {
            case .merge(let patch): patch.applied(to: tree, as: shape)
            case .changes(let patch):
                try RecordPatch.placed { () throws(OperationError) in try patch.applied(to: tree, as: shape, limits: limits, bytes: bytes) }
            }
        // What the patch put in is read with its names; bytes of the text that is made here would tell nobody anything.
        do throws(WireError) { return try C(json: Array(patched.text.utf8), limits: limits) } catch {
            throw OperationError(.value, error.message, path: error.path.isEmpty ? "Patch" : "Patch.\(error.path)")
        }
    }

    private static func placed<R>(_ body: () throws(OperationError) -> R) throws(OperationError) -> R {
        do throws(OperationError) { return try body() } catch {
            throw OperationError(error.kind, error.message, path: "Patch\(error.path)", offset: error.offset, status: error.status)
        }
    }
}
