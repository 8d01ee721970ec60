import Carriers

/// All that the messages of a service in a release are made of.
struct ServiceSchema {
    /// An element that stands in a message's body: an operation's arguments, or its answer.
    struct Element {
        let name: String
        let fields: [FieldSchema]
    }

    let service: Service
    let release: Int
    let operations: [Operation]
    /// The elements of bodies, each once, although operations may share an answer.
    let bodies: [Element]
    /// The headers of every answer, in the order in which they come.
    let responseHeaders: [FieldSchema]
    /// Every type that these elements need, by name.
    let types: [(name: String, type: SchemaVisitor.TypeSchema)]

    private let knownCallersHeaders: [FieldSchema]

    /// Nil when the release has no such service.
    init?(_ service: Service, _ release: Int) {
        self.service = service
        self.release = release
        operations = Catalogue.operations.filter { $0.group == service.name && $0.releases?.contains(release) == true }
        if operations.isEmpty { return nil }

        var schema = SchemaVisitor()
        var bodies: [Element] = []
        for operation in operations {
            bodies.append(Element(name: operation.method, fields: schema.describeFields(of: operation.arguments)))
            let answer = Element(name: operation.responseElement, fields: schema.describeFields(of: operation.answer))
            if !bodies.contains(where: { $0.name == answer.name }) { bodies.append(answer) }
        }
        self.bodies = bodies

        var token: String?
        var credentials: SoCredentials?
        var exception: SoExceptionInfo?
        var extra: SoExtraInfo?
        var succeeded = true
        var zone: SoTimeZone?
        knownCallersHeaders = schema.describeFields {
            $0.field("ApplicationToken", &token)
            $0.field("Credentials", &credentials)
            $0.field("TimeZone", &zone)
        }
        responseHeaders = schema.describeFields {
            $0.field("ExceptionInfo", &exception)
            $0.field("ExtraInfo", &extra)
            $0.field("Succeeded", &succeeded)
            $0.field("TimeZone", &zone)
        }
        types = schema.types.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The headers of a request. Who is not known yet has neither a ticket nor a time zone.
    func requestHeaders(of operation: Operation) -> [FieldSchema] {
        operation.access == .anybody ? Array(knownCallersHeaders.prefix(1)) : knownCallersHeaders
    }

    /// Every header of the service's messages, each once.
    var headers: [FieldSchema] {
        var headers: [FieldSchema] = []
        for header in operations.flatMap({ requestHeaders(of: $0) }) + responseHeaders where !headers.contains(header) {
            headers.append(header)
        }
        return headers
    }
}
