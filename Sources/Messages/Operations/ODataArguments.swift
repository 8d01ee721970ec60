package import Carriers

/// What a list is asked for with: OData's options, without the dollar.
package struct ODataOptions: Sendable {
    package var select: String?
    package var filter: String?
    package var orderBy: String?
    package var entities: String?
    /// How many records at most; less than zero stands for the default.
    package var top: Int32 = -1
    package var skip: Int32 = 0
    package var mode: String?
    package var options: String?
    package var context: String?
    package var format: String?
    package var jsonSafe = false
    package var output: String?

    package init() {}

    mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Select", &select)
        try visitor.field("Filter", &filter)
        try visitor.field("OrderBy", &orderBy)
        try visitor.field("Entities", &entities)
        try visitor.field("Top", &top)
        try visitor.field("Skip", &skip)
        try visitor.field("Mode", &mode)
        try visitor.field("Options", &options)
        try visitor.field("Context", &context)
        try visitor.field("Format", &format)
        try visitor.field("JsonSafe", &jsonSafe)
        try visitor.field("Output", &output)
    }

    /// What an option of OData says, by its name with the dollar; nil for one that was not given.
    package subscript(option: String) -> String? {
        switch option {
        case "$select": select
        case "$filter": filter
        case "$orderBy": orderBy
        case "$entities": entities
        case "$top": top == ODataOptions().top ? nil : String(top)
        case "$skip": skip == 0 ? nil : String(skip)
        case "$mode": mode
        case "$options": options
        case "$context": context
        case "$format": format
        case "$jsonSafe": jsonSafe ? "true" : nil
        case "$output": output
        default: nil
        }
    }

    /// The options that were given as the query of a request.
    package var query: String {
        ODataOptions.query.compactMap { name in self[name].map { "\(name)=\($0.percentEncoded())" } }.joined(separator: "&")
    }

    /// The options as a route's query has them.
    static let query = [
        "$select", "$filter", "$orderBy", "$entities", "$top", "$skip", "$mode", "$options", "$context", "$format", "$jsonSafe",
        "$output",
    ]
}

/// Which sessions are listed, of all that the caller may see.
package struct SessionListArguments: Carrier {
    package static var typeName: StaticString { "SessionList" }
    package static let codec = Codec<SessionListArguments>.shared()

    package var options = ODataOptions()
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try options.visit(&visitor)
    }
}

/// Which sessions of a topic are listed.
package struct TopicSessionListArguments: Carrier {
    package static var typeName: StaticString { "TopicSessionList" }
    package static let codec = Codec<TopicSessionListArguments>.shared()

    package var chatTopicEntityID: Int32 = 0
    package var options = ODataOptions()
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatTopicEntityId", &chatTopicEntityID)
        try options.visit(&visitor)
    }
}
