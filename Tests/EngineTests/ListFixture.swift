import Messages
import Testing
import Wire

@testable import Engine

// What the tests of lists, patches and conditions share: the support desk over HTTP.
extension Desk {
    static func basic(_ user: String) -> (String, String) {
        ("Authorization", "Basic " + Base64Bytes(Array("\(user):\(user)-secret".utf8)).text)
    }

    func send(
        _ method: String, _ path: String, as user: String = "cat", _ headers: [(String, String)] = [], body: String = ""
    ) -> HTTPResponse {
        handle(method, "/api/v1/" + path, [Desk.basic(user)] + headers, body: body)
    }

    /// The list that a caller inside the process gets, with the options as JSON members.
    func list(_ options: String, as user: String = "cat", zone: String = "", operation: String = "Chat.GetAll") throws(OperationError) -> JSONValue {
        let caller = zone.isEmpty ? #"{"Associate":"\#(user)"}"# : #"{"Associate":"\#(user)","TimeZone":"\#(zone)"}"#
        return try call(operation, "{\(options)}", caller: caller)
    }

    /// The numbers of the sessions that a filter leaves in, in their order.
    func filtered(_ filter: String, as user: String = "cat", zone: String = "") throws(OperationError) -> [Int] {
        try list(#""Filter":\#(JSONValue.string(filter).text)"#, as: user, zone: zone).numbers
    }
}

extension JSONValue {
    /// The numbers of the sessions in a list.
    var numbers: [Int] {
        self["value"]?.elements.compactMap { $0["PrimaryKey"]?.string.flatMap { Int($0) } } ?? []
    }
}
