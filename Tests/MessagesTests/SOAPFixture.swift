import Carriers
import Wire

@testable import Messages

/// What the tests call: operations with their arguments and results, as the catalogue would declare them.
struct SessionsResult: Carrier {
    static var typeName: StaticString { "ChatSessionsForUserResponse" }
    static let codec = Codec<SessionsResult>()

    var response: [ChatSession]?
    var unknown = UnknownFields()

    mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.list("Response", &response)
    }
}

struct PresenceResult: Carrier {
    static var typeName: StaticString { "GetChatPresenceResponse" }
    static let codec = Codec<PresenceResult>()

    var response: [ChatPresence]?
    var unknown = UnknownFields()

    mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.list("Response", &response)
    }
}

struct IdsArguments: Carrier {
    static var typeName: StaticString { "DeleteChatSessions" }
    static let codec = Codec<IdsArguments>()

    var ids: [Int32]?
    var unknown = UnknownFields()

    mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.list("Ids", &ids)
    }
}

enum SOAPFixture {
    static func session(_ id: Int32) -> ChatSession {
        var session = ChatSession()
        session.chatSessionID = id
        return session
    }

    static func presence(_ id: Int32, _ name: String, topics: [Int32]) -> ChatPresence {
        var presence = ChatPresence()
        presence.userID = id
        presence.displayName = name
        presence.ongoingChats = 2
        presence.present = true
        presence.chatTopics = topics
        return presence
    }

    /// What a request says, with its arguments as `IdsArguments`.
    static func request(
        _ text: String, _ service: Service = .customerService, _ release: Int = 87
    ) throws(SOAPFault) -> (head: SOAPHead, ids: [Int32]?) {
        let bytes = Array(text.utf8)
        return try bytes.withUnsafeBufferPointer { (bytes) throws(SOAPFault) in
            try SOAPRequest.read(bytes, service: service, release: release) { (head, decoder) throws(WireError) in
                var arguments = IdsArguments()
                try decoder.arguments(&arguments)
                return (head, arguments.ids)
            }
        }
    }

    static func response(
        _ text: String, _ release: Int = 87, element: String = "ChatSessionsForUserResponse"
    ) throws(SOAPResponseError) -> [Int32]? {
        let bytes = Array(text.utf8)
        return try bytes.withUnsafeBufferPointer { (bytes) throws(SOAPResponseError) in
            try SOAPResponse.read(bytes, service: .customerService, release: release, element: element) { (decoder) throws(WireError) in
                var result = SessionsResult()
                try decoder.arguments(&result)
                return result.response?.map(\.chatSessionID)
            }
        }
    }

    /// The failure that a response is; nil when it is something else.
    static func failure(_ text: String, _ release: Int = 87) -> RemoteFailure? {
        do throws(SOAPResponseError) {
            _ = try response(text, release)
            return nil
        } catch {
            if case .remote(let failure) = error { return failure }
            return nil
        }
    }
}
