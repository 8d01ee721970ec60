import Carriers
import Wire

extension ClientResponse {
    static func soapResult(_ operation: Operation, _ response: HTTPResponse) throws(OperationError) -> [UInt8] {
        guard let releases = operation.releases, let service = Service(rawValue: operation.group) else {
            throw OperationError(.operation, "\(operation.name) is not reached over SOAP", path: "operation")
        }
        // The namespace tells the release; it is looked for in the bytes so that the message is read once.
        let release = releases.first { names($0, response.body) } ?? releases.upperBound
        return try value(operation.answer, operation, response.body, service, release)
    }

    private static func names(_ release: Int, _ body: [UInt8]) -> Bool {
        let name = Array("/NetServer/Services\(release)\"".utf8)
        let text = body.prefix(4096)
        return text.indices.contains { text[$0...].starts(with: name) }
    }

    private static func value<A: OperationAnswer>(
        _ type: A.Type, _ operation: Operation, _ body: [UInt8], _ service: Service, _ release: Int
    ) throws(OperationError) -> [UInt8] {
        do throws(SOAPResponseError) {
            return try body.withUnsafeBufferPointer { (bytes) throws(SOAPResponseError) in
                try SOAPResponse.read(bytes, service: service, release: release, element: operation.responseElement) {
                    (decoder) throws(WireError) in
                    if let transcoding = AnswerTranscoding.of(A.self) { return try transcoding.json(&decoder) }
                    var answer = A()
                    try decoder.arguments(&answer)
                    return answer.body(in: AnswerForm())
                }
            }
        } catch {
            switch error {
            case .wire(let error): throw OperationError(error)
            case .remote(let failure):
                throw OperationError(.remote, failure.message, path: failure.type)
            }
        }
    }
}
