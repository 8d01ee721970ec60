package import Carriers

/// One operation, declared once: dispatch, routing, the client's messages and the descriptions all go by it.
package struct Operation: Sendable {
    /// Who may ask for an operation at all; what they may do with it is the engine's to decide.
    package enum Access: String, Sendable, Hashable {
        /// Anybody: it is how callers become known.
        case anybody
        /// Somebody who has signed in.
        case associate
        /// The customer of a session, who has its key.
        case customer
        /// The host itself; others only as the config allows.
        case host
    }

    /// `Chat` of `Chat.GetChatPresence`.
    package let group: String
    /// `GetChatPresence` of `Chat.GetChatPresence`.
    package let method: String
    package let access: Access
    /// What a caller needs in the topic that is concerned. The engine holds them to it; here it is said for people.
    package let right: Right
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

/// What an associate needs, beside having signed in, before an operation does something for them.
package enum Right: String, Sendable, Hashable, CaseIterable {
    /// Nothing.
    case none
    /// Any of the four rights in the topic.
    case member
    /// `CanRespond` in the topic.
    case respond
    /// `CanRespond` or `CanManage` in the topic.
    case respondOrManage
    /// `CanManage` in the topic, or being an administrator.
    case manage
    /// `CanManage` in any topic, or being an administrator.
    case manageAny
    /// What is asked for decides: those who hold the session, those who manage its topic, those it is offered to.
    case holder
}

/// An operation with the types of its arguments and its answer, for those who implement or call it.
package struct TypedOperation<Arguments: Carrier, Answer: OperationAnswer>: Sendable {
    package let operation: Operation

    // Not part of each operation's declaration in the compiled library, which would be thirty times as large.
    @inline(never) @_semantics("optimize.sil.specialize.generic.never")
    init(
        _ name: String, _ access: Operation.Access, _ right: Right = .none, releases: ClosedRange<Int>? = nil,
        responseElement: String? = nil, routes: [Route] = []
    ) {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        operation = Operation(
            group: parts.first ?? "", method: parts.last ?? "", access: access, right: right, releases: releases,
            responseElement: responseElement ?? "\(parts.last ?? "")Response", routes: routes, arguments: Arguments.self,
            answer: Answer.self)
    }
}
