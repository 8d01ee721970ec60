import Carriers

/// How a program reaches a server elsewhere; the header's chatcore_encode() tells what each field means.
struct Connection: Carrier {
    static var typeName: StaticString { "Connection" }
    static let codec = Codec<Connection>.shared()

    var transport: String?
    var version: Int32 = 0
    var dialect: String?
    var soap: String?
    var route: String?
    var mount: String?
    var ticket: String?
    var userName: String?
    var password: String?
    var accessToken: String?
    var applicationToken: String?
    var language: String?
    var culture: String?
    var timeZone: String?
    var select: String?
    var accept: String?
    var unknown = UnknownFields()

    mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Protocol", &transport)
        try visitor.field("Version", &version)
        try visitor.field("Dialect", &dialect)
        try visitor.field("Soap", &soap)
        try visitor.field("Route", &route)
        try visitor.field("Mount", &mount)
        try visitor.field("Ticket", &ticket)
        try visitor.field("UserName", &userName)
        try visitor.field("Password", &password)
        try visitor.field("AccessToken", &accessToken)
        try visitor.field("ApplicationToken", &applicationToken)
        try visitor.field("Language", &language)
        try visitor.field("Culture", &culture)
        try visitor.field("TimeZone", &timeZone)
        try visitor.field("Select", &select)
        try visitor.field("Accept", &accept)
    }
}
