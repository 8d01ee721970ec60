// SoPrincipal.svc: how callers become known.
extension Catalogue {
    package static let getSystemInfo = TypedOperation<NoArguments, SystemInfoAnswer>(
        "SoPrincipal.GetSystemInfo", .anybody, releases: 84...88)

    package static let authenticateImplicit = TypedOperation<NoArguments, AuthenticateAnswer>(
        "SoPrincipal.AuthenticateImplicit", .anybody, releases: 84...88, responseElement: "AuthenticateResponse")

    package static let authenticateUsernamePassword = TypedOperation<UsernamePasswordArguments, AuthenticateAnswer>(
        "SoPrincipal.AuthenticateUsernamePassword", .anybody, releases: 84...88, responseElement: "AuthenticateResponse")

    package static let authenticateGeneric = TypedOperation<AuthenticateGenericArguments, AuthenticateAnswer>(
        "SoPrincipal.AuthenticateGeneric", .anybody, releases: 84...88, responseElement: "AuthenticateResponse")

    package static let authenticateWithAccessToken = TypedOperation<AuthenticateWithAccessTokenArguments, AuthenticateAnswer>(
        "SoPrincipal.AuthenticateWithAccessToken", .anybody, releases: 86...88, responseElement: "AuthenticateResponse")

    static let principals: [Operation] = [
        getSystemInfo.operation, authenticateImplicit.operation, authenticateUsernamePassword.operation,
        authenticateGeneric.operation, authenticateWithAccessToken.operation,
    ]
}
