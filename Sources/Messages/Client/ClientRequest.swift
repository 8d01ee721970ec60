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

    static func authorization(of connection: Connection) throws(OperationError) -> String? {
        if let ticket = connection.ticket { return "SOTicket " + (try headerValue(ticket, of: "Ticket")) }
        if let token = connection.accessToken { return "Bearer " + (try headerValue(token, of: "AccessToken")) }
        guard let name = connection.userName else { return nil }
        guard !name.utf8.contains(0x3A) else {
            throw OperationError(.value, "a user name holds no colon: it ends there in Basic", path: "connection.UserName")
        }
        return "Basic " + Base64Bytes(Array("\(name):\(connection.password ?? "")".utf8)).text
    }

    /// A line end in a value would begin another header.
    static func headerValue(_ value: String, of field: String) throws(OperationError) -> String {
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw OperationError(.value, "the value of a header holds no control characters", path: "connection.\(field)")
        }
        return value
    }
}
