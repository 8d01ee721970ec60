extension Right {
    /// What a caller needs, in words.
    var meaning: String {
        switch self {
        case .none: "signing in"
        case .member: "any right in the topic"
        case .respond: "CanRespond in the topic"
        case .respondOrManage: "CanRespond or CanManage in the topic"
        case .manage: "CanManage in the topic, or being an administrator"
        case .manageAny: "CanManage in any topic, or being an administrator"
        case .holder: "holding the session, managing its topic, or being offered it"
        }
    }
}

extension Operation {
    /// What a caller needs, in words.
    var needs: String {
        switch access {
        case .anybody: "nothing"
        case .associate: right.meaning
        case .customer: "the session's key"
        case .host: "being the host, or an administrator whom the config lets in"
        }
    }
}
