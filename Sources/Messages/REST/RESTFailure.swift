import Wire

extension HTTPResponse {
    /// What went wrong, in the form of the route that was asked.
    package init(_ error: OperationError, style: Route.Style, media: MediaType = .json) {
        let body: [(String, JSONValue)]
        switch style {
        case .agent:
            body = [("Message", .string(error.message)), ("MessageDetail", .string(error.place))]
        case .entity:
            body = [
                ("Error", .bool(true)), ("ErrorType", .string("\(error.exceptionType)")),
                ("ErrorMessage", .string(error.sentence)), ("ErrorSource", .string("ChatCore")),
            ]
        }
        var writer = ByteWriter()
        JSONValue.object(body.map { JSONValue.Member($0.0, $0.1) }).write(to: &writer)
        self.init(status: error.status, contentType: media.contentType, body: writer.bytes())
        if error.status == 401 { headers.append(HTTPHeader("WWW-Authenticate", "Basic realm=\"ChatCore\", charset=\"UTF-8\"")) }
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
