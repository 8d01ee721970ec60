package import Carriers

/// What answers a question that customers often have, as the host keeps it.
package struct FaqEntry: DirectoryRecord {
    package static var typeName: StaticString { "FaqEntry" }
    package static let codec = Codec<FaqEntry>.shared()
    package static var keyFields: [StaticString] { ["FaqEntryId"] }
    package static var directoryName: StaticString { "FaqEntry" }
    package static var directoryKey: StaticString { "FaqEntryId" }
    package var directoryID: Int32 { get { faqEntryID } set { faqEntryID = newValue } }

    package var faqEntryID: Int32 = 0
    /// The category of topics that show the entry (`Widget.AutoFaqCategory`); zero for those that name none.
    package var categoryID: Int32 = 0
    package var title: String?
    package var text: String?
    /// Further words by which it is to be found.
    package var words: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("FaqEntryId", &faqEntryID)
        try visitor.field("CategoryId", &categoryID)
        try visitor.field("Title", &title)
        try visitor.field("Text", &text)
        try visitor.field("Words", &words)
    }
}

/// An entry as customers see it.
package struct FaqAnswer: Carrier {
    package static var typeName: StaticString { "FaqAnswer" }
    package static let codec = Codec<FaqAnswer>.shared()
    package static var keyFields: [StaticString] { ["FaqEntryId"] }

    package var faqEntryID: Int32 = 0
    package var title: String?
    package var text: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("FaqEntryId", &faqEntryID)
        try visitor.field("Title", &title)
        try visitor.field("Text", &text)
    }
}

/// What the customer wants to know.
package struct AskFaqArguments: Carrier {
    package static var typeName: StaticString { "AskFaq" }
    package static let codec = Codec<AskFaqArguments>.shared()

    package var question: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Question", &question)
    }
}

/// Whether the answers were enough.
package struct AnswerFaqArguments: Carrier {
    package static var typeName: StaticString { "AnswerFaq" }
    package static let codec = Codec<AnswerFaqArguments>.shared()

    package var helped = false
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Helped", &helped)
    }
}
