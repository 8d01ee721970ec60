internal import CChatCore
import Glibc
import Messages

extension OwnedOutput {
    /// A response as a `chatcore_message`.
    static func message(_ response: HTTPResponse) throws(OperationError) -> UnsafePointer<chatcore_message> {
        try message(status: response.status, method: "", target: "", headers: response.headers, body: response.body)
    }

    /// A request as a `chatcore_message`.
    static func message(_ request: HTTPRequest) throws(OperationError) -> UnsafePointer<chatcore_message> {
        try message(status: 0, method: request.method, target: request.target, headers: request.headers, body: request.body)
    }

    private static func message(
        status: Int32, method: String, target: String, headers: [HTTPHeader], body: [UInt8]
    ) throws(OperationError) -> UnsafePointer<chatcore_message> {
        let texts = [method, target] + headers.flatMap { [$0.name, $0.value] }
        let textBytes = texts.reduce(0) { $0 + $1.utf8.count }
        let headerBytes = headers.count * MemoryLayout<chatcore_header>.stride
        guard let (value, tail) = make(chatcore_message.self, extra: headerBytes + textBytes + body.count) else { throw noMemory }

        // Behind the struct: the headers, then the texts, then the body.
        let headerStart = tail.bindMemory(to: chatcore_header.self, capacity: headers.count)
        var next = tail + headerBytes
        func place(_ bytes: some Sequence<UInt8>) -> chatcore_bytes {
            let start = next
            for byte in bytes {
                next.storeBytes(of: byte, as: UInt8.self)
                next += 1
            }
            return chatcore_bytes(data: UnsafeRawPointer(start), size: next - start)
        }
        let placedMethod = place(method.utf8)
        let placedTarget = place(target.utf8)
        for (index, header) in headers.enumerated() {
            (headerStart + index).initialize(to: chatcore_header(name: place(header.name.utf8), value: place(header.value.utf8)))
        }
        body.withUnsafeBytes { if let start = $0.baseAddress { memcpy(next, start, body.count) } }
        value.initialize(
            to: chatcore_message(
                struct_size: MemoryLayout<chatcore_message>.size, status: status, reserved: 0, method: placedMethod,
                target: placedTarget, headers: headers.isEmpty ? nil : UnsafePointer(headerStart), header_count: headers.count,
                body: chatcore_bytes(data: UnsafeRawPointer(next), size: body.count),
                peer: chatcore_bytes(data: nil, size: 0), has_gone: nil, client: nil))
        return UnsafePointer(value)
    }
}
