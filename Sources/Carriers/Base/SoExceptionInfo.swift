/// What a failed SOAP call says of itself, in the response's header.
package struct SoExceptionInfo: Carrier {
    package static var typeName: StaticString { "SoExceptionInfo" }
    package static let codec = Codec<SoExceptionInfo>.shared()

    package var message: String?
    package var stackTrace: String?
    package var friendlyText: String?
    package var exceptionType: String?
    package var source: String?
    package var innerException: Boxed<SoExceptionInfo>?
    package var parameters: SoExceptionInfoParameters?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Message", &message)
        try visitor.field("StackTrace", &stackTrace)
        try visitor.field("FriendlyText", &friendlyText)
        try visitor.field("ExceptionType", &exceptionType)
        try visitor.field("Source", &source)
        try visitor.field("InnerException", &innerException)
        try visitor.field("Parameters", &parameters)
    }
}
