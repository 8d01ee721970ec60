package import Carriers

/// One operation, declared once: dispatch, routing, the client's messages and the descriptions all go by it.
package struct Operation: Sendable {
    /// Who may ask for an operation at all; what they may do with it is the engine's to decide.
    package enum Access: Sendable, Hashable {
        /// Anybody: it is how callers become known.
        case anybody
        /// Somebody who has signed in.
        case associate
        /// The host itself; others only as the config allows.
        case host
    }

    /// `Chat` of `Chat.GetChatPresence`.
    package let group: String
    /// `GetChatPresence` of `Chat.GetChatPresence`.
    package let method: String
    package let access: Access
    /// The releases of the SOAP service that have it; nil when SOAP does not reach it.
    package let releases: ClosedRange<Int>?
    /// The element that SOAP answers with, when it is not the method's name and `Response`.
    package let responseElement: String
    package let routes: [Route]
    package let arguments: any Carrier.Type
    package let answer: any OperationAnswer.Type

    /// The whole name, such as `Chat.GetChatPresence`.
    package var name: String { "\(group).\(method)" }
}

/// One way in which REST reaches an operation.
package struct Route: Sendable, Hashable {
    /// Where a failure is reported in which form, and where arguments come from.
    package enum Style: Sendable, Hashable {
        /// `POST /api/v1/Agents/Chat/…`: arguments in an object; a missing entity is null.
        case agent
        /// `/api/v1/ChatSession/…`: arguments in the path; a missing entity is 404.
        case entity
    }

    package let style: Style
    package let method: String
    /// The segments behind `/api/v1`.
    package let segments: [String]

    /// The route's path, such as `/api/v1/ChatSession/ForCurrentUser`.
    package var path: String { "/api/v1/" + segments.joined(separator: "/") }
}

/// An operation with the types of its arguments and its answer, for those who implement or call it.
package struct TypedOperation<Arguments: Carrier, Answer: OperationAnswer>: Sendable {
    package let operation: Operation

    init(
        _ name: String, _ access: Operation.Access, releases: ClosedRange<Int>? = nil, responseElement: String? = nil,
        routes: [Route] = []
    ) {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        operation = Operation(
            group: parts.first ?? "", method: parts.last ?? "", access: access, releases: releases,
            responseElement: responseElement ?? "\(parts.last ?? "")Response", routes: routes, arguments: Arguments.self,
            answer: Answer.self)
    }
}

extension Route {
    /// The agents' route of a chat operation.
    static func agent(_ method: String) -> Route {
        Route(style: .agent, method: "POST", segments: ["Agents", "Chat", method])
    }

    /// A route of an entity; `path` begins behind `/api/v1/`.
    static func entity(_ method: String, _ path: String) -> Route {
        Route(style: .entity, method: method, segments: path.split(separator: "/").map(String.init))
    }
}
