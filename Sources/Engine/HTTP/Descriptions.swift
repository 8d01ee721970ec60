import Carriers
import Messages
import Synchronization
import Wire

/// The descriptions that anybody may ask for, each written once: it takes longer to write one than to answer any call, and
/// those who ask have no credentials.
///
/// There are as many as there are services and releases, some hundred kilobytes each.
final class Descriptions: Sendable {
    private struct Key: Hashable {
        let service: Service
        let release: Int
    }

    private let services = Mutex<[Key: WSDLDocument]>([:])
    private let routes = Mutex<[UInt8]?>(nil)

    /// Nil when the release has no such service.
    func wsdl(_ service: Service, _ release: Int) -> WSDLDocument? {
        let key = Key(service: service, release: release)
        return services.withLock { services in
            if let written = services[key] { return written }
            let document = WSDLWriter(service, release)?.document()
            services[key] = document
            return document
        }
    }

    /// The parameters are the engine's config, and so the same each time.
    func openAPI(mount: [String], publicURL: String?) -> [UInt8] {
        routes.withLock { routes in
            if let routes { return routes }
            let written = OpenAPIWriter.json(mount: mount, publicURL: publicURL).bytes
            routes = written
            return written
        }
    }
}
