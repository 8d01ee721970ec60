import Wire

extension XMLDecoder {
    /// No field of the carrier has the name that stands next: either its namespace is not looked up yet, or it is not known.
    mutating func unknownField(_ unknown: inout UnknownFields) throws(WireError) {
        if !element.isResolved {
            let offered = element.name
            try resolve()
            // With its namespace known, the name may begin elsewhere: then the fields are asked once more.
            if element.name != offered, element.name != reader.end { return }
        }
        if !element.isOpened, let tag = element.tag {
            reader.position = tag
            _ = try reader.openTag()
        }
        element.isOpened = false
        guard unknown.fields.count < reader.limits.unknownFields else {
            throw WireError(.limit, "the element has more than \(reader.limits.unknownFields) fields that are not known", offset: reader.offset)
        }
        unknown.fields.append(JSONValue.Member(reader.tag.text, try reader.tree()))
        findPrefix()
        try nextTag()
    }
}
