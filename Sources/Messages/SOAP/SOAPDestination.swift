/// Where a request to the SOAP services leads.
package struct SOAPDestination: Sendable, Hashable {
    package let service: Service
    package let release: Int

    /// Reads `Remote/Services88/Chat.svc`, in any case; nil for any other path.
    package init?(segments: [String]) {
        guard segments.count == 3, segments[0].equalsIgnoringCase("Remote"),
            segments[1].prefix(8).equalsIgnoringCase("Services"), let release = Int(segments[1].dropFirst(8)),
            Service.releases.contains(release), let service = Service(pathName: segments[2])
        else { return nil }
        self.service = service
        self.release = release
    }

    /// The path of a service, behind the segments of a mount.
    package static func path(_ service: Service, _ release: Int, mount: [String]) -> String {
        (mount.map(RequestTarget.encode) + ["Remote", "Services\(release)", service.pathName]).reduce("") { "\($0)/\($1)" }
    }
}

extension Operation {
    /// The operation of a service in a release.
    package static func soap(_ method: String, _ service: Service, _ release: Int) -> Operation? {
        guard let operation = try? Catalogue.operation(named: "\(service.name).\(method)"),
            operation.releases?.contains(release) == true
        else { return nil }
        return operation
    }
}
