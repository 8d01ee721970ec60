package import Carriers
package import Wire

/// In which form a caller wants an answer's value.
package struct AnswerForm: Sendable {
    package var media: MediaType
    package var selection: Selection?

    package init(media: MediaType = .json, selection: Selection? = nil) {
        self.media = media
        self.selection = selection
    }
}

extension OperationAnswer {
    /// The answer's value as REST sends it and calls inside the process return it.
    package mutating func body(in form: AnswerForm) -> [UInt8] {
        if form.media.isXML { return xml(form.selection) }
        guard let selection = form.selection else {
            var encoder = JSONEncoder()
            visitValue(&encoder)
            return encoder.finish().bytes()
        }
        var encoder = SelectingEncoder(JSONEncoder(), selection)
        visitValue(&encoder)
        return encoder.finish().bytes()
    }

    /// The same behind what was written before.
    package mutating func write(in form: AnswerForm, to out: consuming ByteWriter) -> ByteWriter {
        if form.media.isXML || form.selection != nil {
            out.put(body(in: form))
            return out
        }
        var encoder = JSONEncoder(into: out)
        visitValue(&encoder)
        return encoder.finish()
    }

    /// Elements without a namespace, under one that is named by the value's type.
    private mutating func xml(_ selection: Selection?) -> [UInt8] {
        var out = ByteWriter(capacity: 4096)
        out.put("<\(Self.valueName) xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"")
        out.put(isNull ? " i:nil=\"true\">" : ">")
        if let selection {
            var encoder = SelectingEncoder(XMLEncoder(.rest, into: out), selection)
            visitValue(&encoder)
            out = encoder.finish()
        } else {
            var encoder = XMLEncoder(.rest, into: out)
            visitValue(&encoder)
            out = encoder.finish()
        }
        out.put("</\(Self.valueName)>")
        return out.bytes()
    }

    /// Puts texts and dates into the caller's language and time zone.
    package mutating func show(to rewriter: Rewriter) {
        var rewriter = rewriter
        visitValue(&rewriter)
    }
}
