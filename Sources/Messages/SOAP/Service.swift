/// A web service of the protocol: one address, one service description.
package enum Service: String, CaseIterable, Sendable {
    case soPrincipal = "SoPrincipal"
    case customerService = "CustomerService"
    case chat = "Chat"

    /// The name in addresses, actions and, in the manual's dialect, prefixes.
    package var name: String { rawValue }

    /// The last part of the address: `Chat.svc`.
    package var pathName: String { rawValue + ".svc" }

    /// The service of the last part of an address, in any case.
    package init?(pathName: some StringProtocol) {
        guard let service = Service.allCases.first(where: { $0.pathName.lowercased() == pathName.lowercased() }) else { return nil }
        self = service
    }

    /// The releases of the protocol that this library speaks.
    package static let releases = 84...88

    /// The namespace of all services of a release.
    package static func namespace(_ release: Int) -> String {
        "http://www.superoffice.net/ws/crm/NetServer/Services\(release)"
    }

    /// What a SOAP 1.1 client says in `SOAPAction`.
    package func action(_ operation: String, _ release: Int) -> String {
        "\(Service.namespace(release))/\(name)/\(operation)"
    }
}
