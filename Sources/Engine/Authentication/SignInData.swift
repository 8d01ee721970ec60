import Carriers
import Messages

/// The ways in which somebody signs in with `AuthenticateGeneric`, by the keys of its data.
enum SignInData {
    case password(name: String, password: String)
    case ticket(String)
    case accessToken(String)

    /// Keys match in any case; those that are not ours are passed over, since clients send more than is asked for.
    ///
    /// - Returns: nil when the data names no way to sign in.
    /// - Throws: `value` when it names two, or one of them twice: what counts would be a guess.
    static func read(_ data: AuthenticationGenericData?) throws(OperationError) -> SignInData? {
        var values: [String: String] = [:]
        for pair in data?.pairs ?? [] {
            let key = (pair.key ?? "").lowercased()
            guard ["username", "password", "ticket", "accesstoken"].contains(key), let value = pair.value else { continue }
            guard values.updateValue(value, forKey: key) == nil else {
                throw OperationError(.value, "the key stands twice", path: "AuthenticationData.\(pair.key ?? "")")
            }
        }
        var ways: [SignInData] = []
        if let name = values["username"] { ways.append(.password(name: name, password: values["password"] ?? "")) }
        if let ticket = values["ticket"] { ways.append(.ticket(ticket)) }
        if let token = values["accesstoken"] { ways.append(.accessToken(token)) }
        guard ways.count <= 1 else {
            throw OperationError(
                .value, "expected one of UserName with Password, Ticket and AccessToken", path: "AuthenticationData")
        }
        return ways.first
    }
}
