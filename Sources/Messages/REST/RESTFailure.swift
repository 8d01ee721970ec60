import Wire

extension HTTPResponse {
    /// What went wrong, in the form of the route that was asked.
    package init(_ error: OperationError, style: Route.Style, media: MediaType = .json) {
        let members: [JSONValue.Member] =
            switch style {
            case .agent: [.init("Message", .string(error.message)), .init("MessageDetail", .string(error.place))]
            case .entity:
                [
                    .init("Error", .bool(true)), .init("ErrorType", .string("\(error.exceptionType)")),
                    .init("ErrorMessage", .string(error.sentence)), .init("ErrorSource", .string("ChatCore")),
                ]
            }
        var writer = ByteWriter()
        if media.isXML { Self.xml(members, to: &writer) } else { JSONValue.object(members).write(to: &writer) }
        self.init(status: error.status, contentType: media.contentType, body: writer.bytes())
        if error.status == 503 || error.status == 429 {
            headers.append(HTTPHeader("Retry-After", error.status == 503 ? "5" : "10"))
        }
        if error.status == 401 { headers.append(HTTPHeader("WWW-Authenticate", "Basic realm=\"ChatCore\", charset=\"UTF-8\"")) }
    }

    /// The same under one element, for those who asked for XML.
    private static func xml(_ members: [JSONValue.Member], to out: inout ByteWriter) {
        out.put("<Error>")
        for member in members {
            out.put("<\(member.name)>")
            if case .string(var text) = member.value {
                text.withUTF8 { XMLText.write($0, to: &out) }
            } else {
                member.value.write(to: &out)
            }
            out.put("</\(member.name)>")
        }
        out.put("</Error>")
    }
}

extension OperationError {
    /// Where it was, in words; empty when that is not known.
    fileprivate var place: String {
        switch (path.isEmpty, offset) {
        case (true, nil): ""
        case (true, let offset?): "at byte \(offset)"
        case (false, nil): "at \(path)"
        case (false, let offset?): "at \(path), byte \(offset)"
        }
    }
}
