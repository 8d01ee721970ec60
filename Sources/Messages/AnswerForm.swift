package import Carriers
import Wire

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
        if let selection = form.selection {
            var encoder = SelectingJSONEncoder(selection)
            visitValue(&encoder)
            return encoder.finish().bytes()
        }
        var encoder = JSONEncoder()
        visitValue(&encoder)
        return encoder.finish().bytes()
    }

    /// Puts texts and dates into the caller's language and time zone.
    package mutating func show(to rewriter: Rewriter) {
        var rewriter = rewriter
        visitValue(&rewriter)
    }
}
