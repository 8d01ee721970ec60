// SoPrincipal.svc: how callers become known.
extension Catalogue {
    package static let authenticateUsernamePassword = TypedOperation<UsernamePasswordArguments, AuthenticateAnswer>(
        "SoPrincipal.AuthenticateUsernamePassword", .anybody, releases: 84...88, responseElement: "AuthenticateResponse")

    static let principals: [Operation] = [authenticateUsernamePassword.operation]
}
