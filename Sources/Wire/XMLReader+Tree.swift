extension XMLReader {
    /// The content of the tag that was opened last, as a tree: text, an object of the children, or null. Text between
    /// children is not kept.
    package mutating func tree() throws(WireError) -> JSONValue {
        try count(JSONValue.size)
        if tag.isNil {
            if !tag.isEmpty { try skipContent() }
            return .null
        }
        if tag.isEmpty { return .string("") }
        let (text, hasChild) = try mixedText()
        if !hasChild {
            _ = try nextTag()
            try count(text.utf8.count)
            return .string(text)
        }
        var members: [JSONValue.Member] = []
        while try skipText() {
            if members.count >= limits.listElements {
                throw WireError(.limit, "an element has more than \(limits.listElements) children", offset: offset)
            }
            position += 1
            let name = try openTag().text
            try count(name.utf8.count)
            members.append(JSONValue.Member(name, try tree()))
        }
        _ = try nextTag()
        return .object(members)
    }
}
