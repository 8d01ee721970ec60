import Carriers

/// The description of a service in a release from which SOAP toolkits make a client: WSDL 1.1, bound to SOAP 1.1 as
/// document/literal, in one document.
///
/// Ports, bindings and messages have the names that the vendor's descriptions give them, for programs call them by these.
package struct WSDLWriter {
    private let schema: ServiceSchema

    /// Nil when the release has no such service.
    package init?(_ service: Service, _ release: Int) {
        guard let schema = ServiceSchema(service, release) else { return nil }
        self.schema = schema
    }

    /// The document, for whatever address the service is reached at.
    package func document() -> WSDLDocument {
        var out = MarkupWriter()
        let prefixes: [MarkupWriter.Attribute] =
            [
                ("xmlns:wsdl", "http://schemas.xmlsoap.org/wsdl/"), ("xmlns:soap", "http://schemas.xmlsoap.org/wsdl/soap/"),
                ("xmlns:xs", SOAPNamespaces.schema),
            ] + SchemaNamespace.allCases.map { ("xmlns:\($0.rawValue)", $0.uri(schema.release)) }
        let names = [("name", serviceName), ("targetNamespace", Service.namespace(schema.release))]
        out.element("wsdl:definitions", prefixes + names) { out in
            out.element("wsdl:types") { out in SchemaWriter(schema).write(to: &out) }
            messages(&out)
            portType(&out)
            binding(&out)
            out.element("wsdl:service", [("name", serviceName)]) { out in
                out.element("wsdl:port", [("name", bindingName), ("binding", "tns:\(bindingName)")]) { out in
                    out.elementToFill("soap:address", "location")
                }
            }
        }
        let gap = out.gap
        return WSDLDocument(out.bytes(), gap: gap)
    }

    private var name: String { schema.service.name }
    private var serviceName: String { "Wcf\(name)Service" }
    private var bindingName: String { "BasicHttpBinding_\(name)" }

    private func messages(_ out: inout MarkupWriter) {
        var written: Set<String> = []
        for operation in schema.operations {
            let exchange = Exchange(operation, schema)
            for message in [exchange.input, exchange.output] where written.insert(message.name).inserted {
                out.element("wsdl:message", [("name", message.name)]) { out in
                    out.element("wsdl:part", [("name", "parameters"), ("element", "tns:\(message.element)")])
                }
                out.element("wsdl:message", [("name", message.headersName)]) { out in
                    for header in message.headers {
                        out.element("wsdl:part", [("name", header.name), ("element", "tns:\(header.name)")])
                    }
                }
            }
        }
    }

    private func portType(_ out: inout MarkupWriter) {
        out.element("wsdl:portType", [("name", name)]) { out in
            for operation in schema.operations {
                let exchange = Exchange(operation, schema)
                out.element("wsdl:operation", [("name", operation.method)]) { out in
                    for (direction, message) in exchange.both {
                        out.element(direction, [("name", message.name), ("message", "tns:\(message.name)")])
                    }
                }
            }
        }
    }

    private func binding(_ out: inout MarkupWriter) {
        out.element("wsdl:binding", [("name", bindingName), ("type", "tns:\(name)")]) { out in
            out.element("soap:binding", [("style", "document"), ("transport", "http://schemas.xmlsoap.org/soap/http")])
            for operation in schema.operations {
                let exchange = Exchange(operation, schema)
                out.element("wsdl:operation", [("name", operation.method)]) { out in
                    let action = schema.service.action(operation.method, schema.release)
                    out.element("soap:operation", [("soapAction", action), ("style", "document")])
                    for (direction, message) in exchange.both {
                        out.element(direction, [("name", message.name)]) { out in
                            for header in message.headers {
                                out.element(
                                    "soap:header",
                                    [("message", "tns:\(message.headersName)"), ("part", header.name), ("use", "literal")])
                            }
                            out.element("soap:body", [("use", "literal")])
                        }
                    }
                }
            }
        }
    }
}

/// The two messages of an operation.
private struct Exchange {
    struct Message {
        let name: String
        let element: String
        let headers: [FieldSchema]

        var headersName: String { "\(name)_Headers" }
    }

    let input: Message
    let output: Message

    init(_ operation: Operation, _ schema: ServiceSchema) {
        input = Message(
            name: "\(operation.method)Request", element: operation.method, headers: schema.requestHeaders(of: operation))
        output = Message(
            name: operation.responseElement, element: operation.responseElement, headers: schema.responseHeaders)
    }

    var both: [(direction: String, message: Message)] { [("wsdl:input", input), ("wsdl:output", output)] }
}
