import Foundation
import Messages

@testable import Engine

/// One call, as any engine may be asked to do it.
struct Deed: Sendable, CustomStringConvertible {
    enum Caller: Sendable {
        case host
        case agent(String)
        /// The customer of that session, by the key that it has in this store.
        case customer(of: Int)
    }

    var operation: String
    var caller: Caller
    var arguments = ""
    /// Whether it changes nothing.
    var isReading = false
    /// Whether it reads in one transaction and writes in another: nothing may come between when the answer is compared.
    var isInParts = false

    init(_ operation: String, by caller: Caller, _ arguments: String = "", isReading: Bool = false) {
        self.operation = operation
        self.caller = caller
        self.arguments = arguments
        self.isReading = isReading
    }

    var description: String { "\(operation) \(arguments.prefix(200)) by \(caller)" }

    /// - Parameter key: what opens a session to its customer.
    func perform(in engine: Engine, _ key: (Int) -> String) -> Outcome {
        let caller =
            switch caller {
            case .host: ""
            case .agent(let name): #"{"Associate":"\#(name)"}"#
            case .customer(let session): #"{"SessionKey":"\#(key(session))"}"#
            }
        do {
            let answer = try engine.call(
                caller: Array(caller.utf8), operation: operation, arguments: Array(arguments.utf8))
            return .answer(Deed.withoutKey(String(decoding: answer, as: UTF8.self)))
        } catch {
            let sentence = "\(error.kind): \(error.sentence)"
            return switch error.kind {
            case .store, .busy, .internal, .memory, .closed, .newerStore: .failed(error.kind, sentence)
            default: .refused(sentence)
            }
        }
    }

    /// Keys are drawn by chance, and no two stores have the same.
    private static func withoutKey(_ answer: String) -> String {
        guard let name = answer.range(of: #""SessionKey":""#), let end = answer[name.upperBound...].firstIndex(of: "\"")
        else { return answer }
        return answer[..<name.upperBound] + "…" + withoutKey(String(answer[end...]))
    }
}

/// What came of a deed, as its caller hears it.
enum Outcome: Sendable, Equatable {
    case answer(String)
    /// The rules, or the arguments, do not allow it.
    case refused(String)
    /// The store could not do it.
    case failed(OperationError.Kind, String)

    var isAnswer: Bool { if case .answer = self { true } else { false } }
    var isFailed: Bool { if case .failed = self { true } else { false } }
}
