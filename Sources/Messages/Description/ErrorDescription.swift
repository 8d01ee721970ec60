package import Wire

/// Every code with its name and meaning, as JSON.
package enum ErrorDescription {
    package static var json: JSONValue {
        .object(
            OperationError.Kind.allCases.map { kind in
                let (name, meaning) = words(for: kind)
                return .init(
                    name, .object([.init("code", .number("\(kind.rawValue)")), .init("meaning", .string(meaning))]))
            })
    }

    private static func words(for kind: OperationError.Kind) -> (name: String, meaning: String) {
        switch kind {
        case .argument: ("CHATCORE_ERROR_ARGUMENT", "a required argument is NULL, or a size makes no sense")
        case .closed: ("CHATCORE_ERROR_CLOSED", "the handle is NULL, was closed, or never was a handle")
        case .forked: ("CHATCORE_ERROR_FORKED", "the engine belongs to the process before fork()")
        case .config: ("CHATCORE_ERROR_CONFIG", "the config has an unknown key or a value that cannot be")
        case .malformed: ("CHATCORE_ERROR_MALFORMED", "the input is not well-formed JSON, XML or UTF-8")
        case .value: ("CHATCORE_ERROR_VALUE", "a value has the wrong type or range")
        case .limit: ("CHATCORE_ERROR_LIMIT", "the input passes a bound of size, depth or count")
        case .operation: ("CHATCORE_ERROR_OPERATION", "no operation of that name, version or protocol")
        case .authentication: ("CHATCORE_ERROR_AUTHENTICATION", "the caller is not known")
        case .denied: ("CHATCORE_ERROR_DENIED", "the caller is known and may not do this")
        case .notFound: ("CHATCORE_ERROR_NOT_FOUND", "what the call names does not exist")
        case .conflict: ("CHATCORE_ERROR_CONFLICT", "what is there already contradicts the call")
        case .store: ("CHATCORE_ERROR_STORE", "the store cannot be opened, read or written")
        case .busy: ("CHATCORE_ERROR_BUSY", "the store was busy for longer than the bounded wait")
        case .newerStore: ("CHATCORE_ERROR_NEWER_STORE", "the store was written by a newer version of the library")
        case .remote: ("CHATCORE_ERROR_REMOTE", "the server answered with an error")
        case .memory: ("CHATCORE_ERROR_MEMORY", "no memory was left for the answer")
        case .internal: ("CHATCORE_ERROR_INTERNAL", "a fault of the library itself")
        case .callback: ("CHATCORE_ERROR_CALLBACK", "a function of the host, which the library called, failed")
        }
    }
}
