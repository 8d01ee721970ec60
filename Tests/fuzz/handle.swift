import Engine
import Messages
import Wire

// Any bytes are taken as an HTTP request of somebody who is signed in: it is answered, the answer is what it says it is, a
// failure is the caller's, and nothing traps. A request is written as in HTTP/1.0, lines ending with a line feed.

private let document = """
    {"Associates":[{"AssociateId":1,"Name":"anna","FullName":"Anna"},{"AssociateId":2,"Name":"ben","FullName":"Ben"}],
     "Users":[{"UserName":"anna","AssociateId":1,"Password":"anna-secret"},{"UserName":"ben","AssociateId":2,"Password":"ben-secret"}],
     "Topics":[{"ChatTopicId":1,"Name":"Help","Agents":[
         {"User":{"AssociateId":1},"CanListen":true,"CanRespond":true,"CanManage":true,"CanNotify":true},
         {"User":{"AssociateId":2},"CanListen":true,"CanRespond":true}]}],
     "Presence":[{"UserId":1,"Present":true},{"UserId":2,"Present":true}],
     "Sessions":[{"ChatSessionId":1,"TopicId":1,"Status":"InQueue","WhenRequested":"2026-11-21T08:00:00Z"},
         {"ChatSessionId":2,"TopicId":1,"Status":"CustomerLast","User":{"AssociateId":1},"WhenRequested":"2026-11-21T08:30:00Z"}]}
    """

/// An engine in memory and somebody's ticket.
private struct Desk {
    let engine: Engine
    let ticket: String

    init() throws(OperationError) {
        let config = #"{"store":"sqlite::memory:","auth":{"passwordCost":"minimum"},"mount":{"administrators":["anna"],"groups":["Directory","System"]}}"#
        engine = try Engine(config: Array(config.utf8))
        _ = try engine.call(caller: [], operation: "System.Import", arguments: Array(document.utf8))
        let answer = try engine.call(
            caller: [], operation: "SoPrincipal.AuthenticateUsernamePassword",
            arguments: Array(#"{"UserName":"anna","Password":"anna-secret"}"#.utf8))
        let value = try reading { () throws(WireError) in try JSONValue(String(decoding: answer, as: UTF8.self)) }
        guard case .string(let ticket)? = value["Credentials"]?["Ticket"] else { throw OperationError(.internal, "no ticket") }
        self.ticket = ticket
    }
}

nonisolated(unsafe) private var desk: Desk?
nonisolated(unsafe) private var runs = 0

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
    // What was saved would add up.
    if runs % 5_000 == 0 {
        do throws(OperationError) { desk = try Desk() } catch { fatalError("no desk: \(error)") }
    }
    runs += 1
    guard let desk, let request = request(UnsafeBufferPointer(start: data, count: size), desk.ticket) else { return 0 }
    check(desk.engine.handle(request), to: request)
    return 0
}

private let callersFaults = ["Client", "MustUnderstand", "VersionMismatch"].map { "<s:Fault><faultcode>s:\($0)</faultcode>" }

private func request(_ bytes: UnsafeBufferPointer<UInt8>, _ ticket: String) -> HTTPRequest? {
    var rest = bytes[...]
    func line() -> String? {
        guard let end = rest.firstIndex(of: 0x0A) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return String(validating: rest[..<end], as: UTF8.self)
    }
    guard let first = line(), let space = first.firstIndex(of: " ") else { return nil }
    var request = HTTPRequest(method: String(first[..<space]), target: String(first[first.index(after: space)...]))
    while let header = line(), !header.isEmpty {
        guard let colon = header.firstIndex(of: ":") else { return nil }
        request.headers.append(HTTPHeader(String(header[..<colon]), String(header[header.index(after: colon)...].drop { $0 == " " })))
    }
    // Whoever waits for events is no slow input.
    if let target = try? RequestTarget(request.target, mount: []), target["wait"] != nil { return nil }
    if request["Authorization"] == nil { request.headers.append(HTTPHeader("Authorization", "SOTicket \(ticket)")) }
    request.body = Array(rest)
    return request
}

private func check(_ response: HTTPResponse, to request: HTTPRequest) {
    let type = response["Content-Type"] ?? ""
    let text = String(decoding: response.body, as: UTF8.self)
    // SOAP 1.1 has 500 for what is wrong with a message too, and SOAP answers 200 whatever became of the operation. No text
    // of a caller's can look like either: it would have been escaped.
    let isCallersFault = response.status == 500 && callersFaults.contains(where: text.contains)
    if !(200..<500).contains(response.status), !isCallersFault { fatalError("status \(response.status): \(text)") }
    if type.contains("xml"), text.contains("ExceptionType>SoServerException<") { fatalError("the engine failed: \(text)") }
    for header in response.headers where (header.name + header.value).utf8.contains(where: { $0 < 0x20 && $0 != 0x09 }) {
        fatalError("the header \(header.name) would be two")
    }
    if response.body.isEmpty { return }
    if type.hasPrefix("application/json") {
        do throws(WireError) { _ = try response.body.withUnsafeBufferPointer { (bytes) throws(WireError) in try JSONValue(bytes) } } catch {
            fatalError("the answer is no JSON: \(error)")
        }
    }
    if !response.body.elementsEqual(text.utf8), type.contains("utf-8") { fatalError("the answer is no UTF-8") }
}
