import Carriers
import Wire

/// The request that calls an operation on a server elsewhere.
package enum ClientRequest {
    /// - Parameters:
    ///   - connection: a JSON object that says how the server is reached.
    ///   - arguments: a JSON object with the operation's argument names; empty for none.
    package static func encode(operation name: String, connection: [UInt8], arguments: [UInt8]) throws(OperationError) -> HTTPRequest {
        let operation = try Catalogue.operation(named: name)
        let connection = try reading { () throws(WireError) in
            do throws(WireError) {
                return try connection.isEmpty ? Connection() : Connection(json: connection, unknownFields: .refused)
            } catch {
                throw error.within("connection")
            }
        }
        let arguments = try OperationArguments.read(arguments, of: operation, limits: Limits())
        switch connection.transport {
        case "soap": return try soapRequest(operation, connection, arguments)
        case "rest": return try restRequest(operation, connection, arguments)
        default: throw OperationError(.value, "expected soap or rest", path: "connection.Protocol")
        }
    }

    /// The path in front of the services, without a slash at its end.
    ///
    /// - Throws: `value` for what cannot stand in a path as it is: it would change the request line.
    static func mount(of connection: Connection) throws(OperationError) -> String {
        let mount = connection.mount ?? ""
        guard mount.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x3F && $0 != 0x23 }) else {
            throw OperationError(.value, "expected a path of visible ASCII letters without ? and #", path: "connection.Mount")
        }
        let segments = mount.split(separator: "/")
        return segments.map { "/" + $0 }.joined()
    }

    private static func restRequest(
        _ operation: Operation, _ connection: Connection, _ arguments: any Carrier
    ) throws(OperationError) -> HTTPRequest {
        guard let route = operation.routes.first else {
            throw OperationError(.operation, "\(operation.name) is not reached over REST", path: "connection.Protocol")
        }
        var request = HTTPRequest(method: route.method, target: try mount(of: connection) + route.path)
        if let select = connection.select {
            do throws(WireError) { _ = try Selection(select) } catch {
                throw OperationError(WireError(error.kind, error.message, path: "connection.Select", offset: error.offset))
            }
            request.target += "?$select=" + percentEncoded(select)
        }
        let accept = connection.accept ?? MediaType.json.rawValue
        request.headers = [HTTPHeader("Accept", try headerValue(accept, of: "Accept"))]
        if let authorization = try authorization(of: connection) {
            request.headers.append(HTTPHeader("Authorization", authorization))
        }
        let options = [
            ("SO-AppToken", "ApplicationToken", connection.applicationToken), ("SO-Language", "Language", connection.language),
            ("SO-Culture", "Culture", connection.culture), ("SO-TimeZone", "TimeZone", connection.timeZone),
        ]
        for (name, field, value) in options {
            if let value { request.headers.append(HTTPHeader(name, try headerValue(value, of: field))) }
        }
        if route.method == "POST" {
            request.headers.append(HTTPHeader("Content-Type", MediaType.json.contentType))
            request.body = json(of: arguments)
        }
        return request
    }

    private static func json<C: Carrier>(of arguments: C) -> [UInt8] {
        var arguments = arguments
        var encoder = JSONEncoder()
        arguments.write(to: &encoder)
        return encoder.finish().bytes()
    }

    private static func authorization(of connection: Connection) throws(OperationError) -> String? {
        if let ticket = connection.ticket { return "SOTicket " + (try headerValue(ticket, of: "Ticket")) }
        if let token = connection.accessToken { return "Bearer " + (try headerValue(token, of: "AccessToken")) }
        guard let name = connection.userName else { return nil }
        guard !name.utf8.contains(0x3A) else {
            throw OperationError(.value, "a user name holds no colon: it ends there in Basic", path: "connection.UserName")
        }
        return "Basic " + Base64Bytes(Array("\(name):\(connection.password ?? "")".utf8)).text
    }

    /// A line end in a value would begin another header.
    private static func headerValue(_ value: String, of field: String) throws(OperationError) -> String {
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw OperationError(.value, "the value of a header holds no control characters", path: "connection.\(field)")
        }
        return value
    }

    private static func percentEncoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2C, 0x2F:
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default: encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
