/// The time zone that a SOAP request asks for, by number or by code.
package struct SoTimeZone: Carrier {
    package static var typeName: StaticString { "SoTimeZone" }
    package static let codec = Codec<SoTimeZone>.shared()

    package var soTimeZoneID: Int32 = 0
    package var soTimeZoneLocationCode: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("SoTimeZoneId", &soTimeZoneID)
        try visitor.field("SoTimeZoneLocationCode", &soTimeZoneLocationCode)
    }
}
