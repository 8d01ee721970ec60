import Messages
import Sessions

extension OperationError {
    /// Why the rules do not do something, as callers hear it.
    ///
    /// - Parameter path: the argument that names the session, or the status that it was to get.
    init(_ refusal: SessionRefusal, at path: String) {
        let kind: Kind =
            switch refusal {
            case .right: .denied
            case .status: .conflict
            case .condition(_, let condition): condition.failure
            }
        self.init(kind, refusal.sentence, path: path)
    }
}

extension Condition {
    /// What is wrong when the condition is not met: the caller's right, what the call brings, or how things are.
    fileprivate var failure: OperationError.Kind {
        switch self {
        case .callerCanRespond: .denied
        case .formIsComplete, .offlineFormIsComplete, .hasConsentedOffline, .ratingIsInRange: .value
        default: .conflict
        }
    }
}
