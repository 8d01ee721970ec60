import Carriers
import Synchronization
import Wire

/// How the answer of an operation goes from SOAP to JSON: by tables, without being read into carriers in between.
struct AnswerTranscoding: Sendable {
    private enum Form {
        case whole
        case onlyField
    }

    private let plan: TranscodingPlan
    private let table: Int
    private let form: Form

    /// Nil for an answer that shows neither itself nor its one field.
    private init?<A: OperationAnswer>(_ type: A.Type) {
        var plan = TranscodingPlan()
        table = plan.add(A.self)
        self.plan = plan
        // The empty answer tells which of them it shows.
        var answer = A()
        var encoder = JSONEncoder()
        answer.visitValue(&encoder)
        let shown = encoder.finish().bytes()
        if shown == plan.defaults(of: table) {
            form = .whole
        } else if shown == plan.onlyDefault(of: table) {
            form = .onlyField
        } else {
            return nil
        }
    }

    /// Made once for each answer, since a table takes longer to make than a small message to read.
    static func of<A: OperationAnswer>(_ type: A.Type) -> AnswerTranscoding? {
        let name = ObjectIdentifier(type)
        if let known = known.withLock({ $0[name] }) { return known }
        guard let made = AnswerTranscoding(type) else { return nil }
        known.withLock { $0[name] = made }
        return made
    }

    private static let known = Mutex<[ObjectIdentifier: AnswerTranscoding]>([:])

    /// The element that was opened last, which holds the answer, as the JSON of its value.
    func json(_ decoder: inout XMLDecoder) throws(WireError) -> [UInt8] {
        var out = ByteWriter(capacity: 4096)
        switch form {
        case .whole: try decoder.transcode(plan, table, into: &out)
        case .onlyField: try decoder.transcodeOnlyField(plan, table, into: &out)
        }
        return out.bytes()
    }
}
