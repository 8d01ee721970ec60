internal import CChatCore
import Messages

/// Inputs as callers lend them, checked and copied before anything else happens.
enum BorrowedInput {
    /// The most headers that a message may have, and the most bytes of a name.
    private static let mostHeaders = 1000
    private static let longestText = 65_536
    /// Far more than the engine takes: what is between the two gets a response of HTTP.
    private static let longestHTTPText = 16 << 20

    static func bytes(_ input: chatcore_bytes, _ name: String) throws(OperationError) -> [UInt8] {
        // The caller lends `size` bytes at `data` for the length of the call.
        guard let data = input.data else {
            guard input.size == 0 else { throw OperationError(.argument, "the data is NULL and its size is not 0", path: name) }
            return []
        }
        guard input.size >= 0, input.size <= 1 << 40 else { throw OperationError(.argument, "the size makes no sense", path: name) }
        return Array(UnsafeRawBufferPointer(start: data, count: input.size))
    }

    static func text(_ input: chatcore_bytes, _ name: String) throws(OperationError) -> String {
        guard input.data == nil || input.size <= longestText else {
            throw OperationError(.limit, "expected at most \(longestText) bytes", path: name)
        }
        guard let text = String(validating: try bytes(input, name), as: UTF8.self) else {
            throw OperationError(.malformed, "the text is not valid UTF-8", path: name)
        }
        return text
    }

    /// A text of HTTP, where any byte may stand; what is not UTF-8 matches nothing that we look for.
    private static func httpText(_ input: chatcore_bytes, _ name: String) throws(OperationError) -> String {
        guard input.data == nil || input.size <= longestHTTPText else {
            throw OperationError(.limit, "expected at most \(longestHTTPText) bytes", path: name)
        }
        return String(decoding: try bytes(input, name), as: UTF8.self)
    }


    static func request(_ input: UnsafePointer<chatcore_message>?) throws(OperationError) -> HTTPRequest {
        let message = try message(input, "request")
        return HTTPRequest(
            method: try httpText(message.method, "request.method"), target: try httpText(message.target, "request.target"),
            headers: try headers(message, "request"), body: try bytes(message.body, "request.body"),
            peer: try httpText(message.peer, "request.peer"), client: message.has_gone.map { HostClient($0, message.client) })
    }

    static func response(_ input: UnsafePointer<chatcore_message>?) throws(OperationError) -> HTTPResponse {
        let message = try message(input, "response")
        return HTTPResponse(
            status: message.status, headers: try headers(message, "response"), body: try bytes(message.body, "response.body"))
    }

    /// The struct, as far as the caller's header knew it.
    private static func message(
        _ input: UnsafePointer<chatcore_message>?, _ name: String
    ) throws(OperationError) -> chatcore_message {
        guard let input else { throw OperationError(.argument, "expected a message, found NULL", path: name) }
        // The first field is there in every version of the struct. The two last ones came later than the others.
        let size = UnsafeRawPointer(input).load(as: Int.self)
        let whole = MemoryLayout<chatcore_message>.size
        let first = whole - 2 * MemoryLayout<UnsafeRawPointer>.size
        guard size >= first else {
            throw OperationError(.argument, "struct_size is smaller than the struct ever was", path: "\(name).struct_size")
        }
        var message = chatcore_message()
        withUnsafeMutableBytes(of: &message) { copy in
            copy.copyMemory(from: UnsafeRawBufferPointer(start: input, count: size >= whole ? whole : first))
        }
        return message
    }

    private static func headers(_ message: chatcore_message, _ name: String) throws(OperationError) -> [HTTPHeader] {
        if message.header_count == 0 { return [] }
        guard let headers = message.headers else {
            throw OperationError(.argument, "the headers are NULL and their count is not 0", path: "\(name).headers")
        }
        // C counts without a sign: what is past the range of Int arrives below zero.
        guard (1...mostHeaders).contains(message.header_count) else {
            throw OperationError(.limit, "a message has at most \(mostHeaders) headers", path: "\(name).headers")
        }
        var result: [HTTPHeader] = []
        for index in 0..<message.header_count {
            let place = "\(name).headers[\(index)]"
            // The caller lends `header_count` headers.
            let header = headers[index]
            result.append(HTTPHeader(try httpText(header.name, place), try httpText(header.value, place)))
        }
        return result
    }
}

/// The client of a request, of whom the host's function tells.
///
/// Unchecked: both are used in the thread that handles the request alone, for as long as the host lends them.
private struct HostClient: HTTPClient, @unchecked Sendable {
    private let check: chatcore_client_check
    private let client: UnsafeMutableRawPointer?

    init(_ check: chatcore_client_check, _ client: UnsafeMutableRawPointer?) {
        self.check = check
        self.client = client
    }

    func hasGone() -> Bool { check(client) != 0 }
}
