import Carriers
import Localization
import Messages
import Wire

extension Engine {
    /// Answers a request to the SOAP services, in the dialect and version of the question.
    func handleSOAP(_ request: HTTPRequest, _ destination: SOAPDestination) -> HTTPResponse {
        let allowed = HTTPHeader("Allow", "POST, OPTIONS")
        if request.method.uppercased() == "OPTIONS" { return HTTPResponse(status: 204, headers: [allowed]) }
        guard request.method.uppercased() == "POST" else {
            var response = HTTPResponse(
                OperationError(.operation, "the service is called with POST; GET with ?wsdl describes it", path: "method", status: 405), style: .entity)
            response.headers.append(allowed)
            return response
        }
        if let type = request["Content-Type"], !Engine.isSOAP(type) {
            return HTTPResponse(
                OperationError(
                    .value, "expected text/xml, application/soap+xml or application/xml", path: "Content-Type", status: 415),
                style: .entity)
        }
        let call: (head: SOAPHead, operation: Operation, arguments: any Carrier)
        do throws(SOAPFault) {
            call = try request.body.withUnsafeBufferPointer { (bytes) throws(SOAPFault) in
                try SOAPRequest.read(bytes, service: destination.service, release: destination.release, limits: limits) {
                    (head, decoder) throws(WireError) in
                    guard let operation = Operation.soap(head.operation, destination.service, destination.release) else {
                        throw decoder.reader.invalid(
                            "\(destination.service.name) has no operation \"\(head.operation.quoted)\" in Services\(destination.release)")
                    }
                    return (head, operation, try Engine.arguments(operation.arguments, from: &decoder))
                }
            }
        } catch {
            let version = error.version ?? .soap11
            return HTTPResponse(
                status: Int32(error.status(version)), contentType: version.contentType,
                body: SOAPResponseWriter.fault(error, version).bytes())
        }
        let body: ByteWriter
        do throws(OperationError) { body = try answer(request, call.head, call.operation, call.arguments) } catch {
            body = SOAPResponseWriter.failure(call.head.form, SoExceptionInfo(error), timeZone: call.head.timeZone)
        }
        return HTTPResponse(status: 200, contentType: call.head.form.version.contentType, body: body.bytes())
    }

    private func answer(
        _ request: HTTPRequest, _ head: SOAPHead, _ operation: Operation, _ arguments: any Carrier
    ) throws(OperationError) -> ByteWriter {
        try check(applicationToken: head.applicationToken ?? request["SO-AppToken"])
        // What the envelope says comes first; without it HTTP's own headers count, as they do for REST.
        let credentials: Credentials
        if let ticket = head.ticket {
            credentials = .ticket(ticket)
        } else {
            credentials = try Credentials(of: request, ticketCookie: BrowserCookie.ticket)
        }
        let caller = try self.caller(of: operation, with: credentials, peer: request.peer)
        let context = try CallerContext(texts: .unchanged, zone: Engine.zoneRequest(head.timeZone), in: self)
        var answer = try perform(operation, arguments, for: caller, in: context)
        context.apply(to: &answer)
        return Engine.result(&answer, head, element: operation.responseElement)
    }

    private static func result(_ answer: inout any OperationAnswer, _ head: SOAPHead, element: String) -> ByteWriter {
        func write<A: OperationAnswer>(_ answer: inout A) -> ByteWriter {
            SOAPResponseWriter.result(head.form, element: element, timeZone: head.timeZone) { $0.arguments(&answer) }
        }
        return write(&answer)
    }

    private static func arguments<C: Carrier>(_ type: C.Type, from decoder: inout XMLDecoder) throws(WireError) -> any Carrier {
        var arguments = C()
        try decoder.arguments(&arguments)
        return arguments
    }

    /// The zone of a TimeZone header: by its number, or else by its code; nil when it names none.
    private static func zoneRequest(_ zone: SoTimeZone?) -> ZoneRequest? {
        guard let zone else { return nil }
        if zone.soTimeZoneID != 0 { return ZoneRequest(.id(zone.soTimeZoneID)) }
        guard let code = zone.soTimeZoneLocationCode, !code.isEmpty else { return nil }
        return ZoneRequest(.name(code))
    }

    private static func isSOAP(_ contentType: String) -> Bool {
        let parts = contentType.split(separator: ";").map { $0.trimmed().lowercased() }
        guard let type = parts.first else { return true }
        return ["text/xml", "application/soap+xml", "application/xml"].contains(type)
    }
}

extension SoExceptionInfo {
    /// An operation's failure as SOAP tells it.
    init(_ error: OperationError) {
        self.init()
        message = error.sentence
        friendlyText = error.message
        exceptionType = "\(error.exceptionType)"
        source = "ChatCore"
        if !error.path.isEmpty {
            parameters = SoExceptionInfoParameters()
            parameters?.pairs = [DictionaryPair(key: "Path", value: error.path)]
        }
    }
}
