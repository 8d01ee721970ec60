import Carriers
import Messages
import Wire

// Any bytes are taken as a request to, and as a response of, each service: they are read or refused, and nothing traps.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
    let input = UnsafeBufferPointer(start: data, count: size)
    for service in Service.allCases {
        do throws(SOAPFault) {
            let head = try SOAPRequest.read(input, service: service, release: 88) { (head, decoder) throws(WireError) in
                var arguments = DeleteChatSessionsArguments()
                try decoder.arguments(&arguments)
                return head
            }
            if head.form.service != service { fatalError("a request was read for another service") }
        } catch {
            // Each fault can be said in the version that it came in.
            _ = SOAPResponseWriter.fault(error, error.version ?? .soap11).bytes()
        }
    }
    _ = try? SOAPResponse.read(input, service: .chat, release: 88, element: "ChatSessionsForUserResponse") {
        (decoder) throws(WireError) in
        var answer = ListAnswer<ChatSessionEntity>()
        try decoder.arguments(&answer)
        return answer.response?.count ?? 0
    }
    return 0
}
