import Carriers
import Localization
package import Messages
import Storage
package import Wire

extension Engine {
    /// Does one operation inside the process: JSON arguments in, JSON result out.
    ///
    /// - Parameters:
    ///   - caller: a JSON object that says who calls; empty for the host.
    ///   - arguments: a JSON object; empty for none.
    package func call(caller: [UInt8], operation name: String, arguments: [UInt8]) throws(OperationError) -> [UInt8] {
        try call(caller: caller, operation: name, arguments: arguments, into: ByteWriter()).bytes()
    }

    /// The same, behind what `out` holds.
    package func call(
        caller: [UInt8], operation name: String, arguments: [UInt8], into out: consuming ByteWriter
    ) throws(OperationError) -> ByteWriter {
        let operation = try Catalogue.operation(named: name)
        let request = try reading { () throws(WireError) in
            do throws(WireError) { return try CallerArguments.read(caller) } catch { throw error.within("caller") }
        }
        let caller = try self.caller(for: request, of: operation)
        // The host, and those for whom it vouches, call from inside the program and are no partner applications.
        if request.isOfAPartner { try check(applicationToken: request.applicationToken) }
        let context = try CallerContext(
            texts: TextLocalizer(
                acceptLanguage: nil, soLanguage: request.language, soCulture: request.culture,
                resources: settings.resources),
            zone: try Engine.zoneRequest(request.timeZone), in: self)
        let selection = try reading { () throws(WireError) in
            do throws(WireError) { return try request.select.flatMap { (list) throws(WireError) in try Selection(list) } } catch {
                throw WireError(error.kind, error.message, path: "caller.Select", offset: error.offset)
            }
        }

        let arguments = try OperationArguments.read(arguments, of: operation, limits: limits)
        var answer = try perform(operation, arguments, for: caller, in: context)
        context.apply(to: &answer)
        return answer.write(in: AnswerForm(selection: selection), to: out)
    }

    private func caller(for request: CallerArguments, of operation: Operation) throws(OperationError) -> Caller {
        let credentials: Credentials
        if let name = request.associate {
            if HandlerTable.all[operation.name]?.findsCaller == true { return .vouched(name: name) }
            let associate = try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
                try caller(vouchedFor: name, transaction)
            }
            guard operation.access == .anybody, case .associate(let id, _) = associate else { return associate }
            return .visitor(peer: request.peer ?? "", associateID: id)
        } else if let ticket = request.ticket {
            credentials = .ticket(ticket)
        } else if let token = request.accessToken {
            credentials = .accessToken(token)
        } else if let key = request.sessionKey {
            credentials = .sessionKey(key)
        } else if let name = request.userName {
            credentials = .password(name: name, password: request.password ?? "")
        } else if operation.access == .anybody {
            credentials = .none
        } else {
            return .host
        }
        return try caller(of: operation, with: credentials, peer: request.peer ?? "")
    }

    /// Reads what names a time zone; nil when nothing does.
    static func zoneRequest(_ text: String?) throws(OperationError) -> ZoneRequest? {
        guard let text else { return nil }
        do throws(ZoneError) { return try ZoneRequest.parse(text) } catch { throw CallerContext.failure(error) }
    }
}

extension CallerArguments {
    /// - Throws: `value` when it is not plain who calls. A null is not taken for a missing field: a program that has no
    ///   ticket to send would call as the host.
    fileprivate static func read(_ json: [UInt8]) throws(WireError) -> CallerArguments {
        if json.isEmpty { return CallerArguments() }
        let arguments = try CallerArguments(json: json, unknownFields: .refused)
        let named = arguments.ways.filter { $0.value != nil }.map(\.name)
        // A null takes no more than a look where there is none, which is nearly always.
        if named.count != 1 || mayHoldNull(json) {
            let tree = try json.withUnsafeBufferPointer { (bytes) throws(WireError) in try JSONValue(bytes) }
            if let empty = arguments.ways.first(where: { tree[$0.name] == .null }) {
                throw WireError(.value, "expected a text; the host leaves the field out", path: empty.name, offset: 0)
            }
        }
        if named.count > 1 {
            throw WireError(.value, "expected one way to say who calls, found \(named.joined(separator: " and "))", offset: 0)
        }
        if arguments.password != nil, arguments.userName == nil {
            throw WireError(.value, "expected the name to which the password belongs", path: "UserName", offset: 0)
        }
        return arguments
    }
}

/// Whether `null` can stand anywhere in the text.
private func mayHoldNull(_ json: [UInt8]) -> Bool {
    var last: UInt8 = 0
    for byte in json {
        if byte == 0x75, last == 0x6E { return true }
        last = byte
    }
    return false
}

/// The `caller` of chatcore_call(); the header tells what each field means.
struct CallerArguments: Carrier {
    static var typeName: StaticString { "Caller" }
    static let codec = Codec<CallerArguments>.shared()

    var associate: String?
    var ticket: String?
    var accessToken: String?
    var userName: String?
    var password: String?
    var sessionKey: String?
    var language: String?
    var culture: String?
    var timeZone: String?
    var applicationToken: String?
    var select: String?
    var peer: String?
    var unknown = UnknownFields()

    /// The ways to say who calls.
    fileprivate var ways: [(name: String, value: String?)] {
        [
            ("Associate", associate), ("Ticket", ticket), ("AccessToken", accessToken), ("UserName", userName),
            ("SessionKey", sessionKey),
        ]
    }

    /// Neither the host itself nor somebody for whom it vouches.
    var isOfAPartner: Bool { ticket != nil || accessToken != nil || userName != nil }

    mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Associate", &associate)
        try visitor.field("Ticket", &ticket)
        try visitor.field("AccessToken", &accessToken)
        try visitor.field("UserName", &userName)
        try visitor.field("Password", &password)
        try visitor.field("SessionKey", &sessionKey)
        try visitor.field("Language", &language)
        try visitor.field("Culture", &culture)
        try visitor.field("TimeZone", &timeZone)
        try visitor.field("ApplicationToken", &applicationToken)
        try visitor.field("Select", &select)
        try visitor.field("Peer", &peer)
    }
}
