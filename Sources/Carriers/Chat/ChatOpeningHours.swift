package import Wire

/// When a topic is open: one span for each day of the week, and lunch.
package struct ChatOpeningHours: Carrier {
    package static var typeName: StaticString { "ChatOpeningHours" }
    package static let codec = Codec<ChatOpeningHours>.shared()

    package var tzLocation: TimeZoneData?
    package var monEnabled = false
    package var monStart = TimeSpan()
    package var monStop = TimeSpan()
    package var tueEnabled = false
    package var tueStart = TimeSpan()
    package var tueStop = TimeSpan()
    package var wedEnabled = false
    package var wedStart = TimeSpan()
    package var wedStop = TimeSpan()
    package var thuEnabled = false
    package var thuStart = TimeSpan()
    package var thuStop = TimeSpan()
    package var friEnabled = false
    package var friStart = TimeSpan()
    package var friStop = TimeSpan()
    package var satEnabled = false
    package var satStart = TimeSpan()
    package var satStop = TimeSpan()
    package var sunEnabled = false
    package var sunStart = TimeSpan()
    package var sunStop = TimeSpan()
    package var useLunchHours = false
    package var lunchStart = TimeSpan()
    package var lunchStop = TimeSpan()
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("TzLocation", &tzLocation)
        try visitor.field("MonEnabled", &monEnabled)
        try visitor.field("MonStart", &monStart)
        try visitor.field("MonStop", &monStop)
        try visitor.field("TueEnabled", &tueEnabled)
        try visitor.field("TueStart", &tueStart)
        try visitor.field("TueStop", &tueStop)
        try visitor.field("WedEnabled", &wedEnabled)
        try visitor.field("WedStart", &wedStart)
        try visitor.field("WedStop", &wedStop)
        try visitor.field("ThuEnabled", &thuEnabled)
        try visitor.field("ThuStart", &thuStart)
        try visitor.field("ThuStop", &thuStop)
        try visitor.field("FriEnabled", &friEnabled)
        try visitor.field("FriStart", &friStart)
        try visitor.field("FriStop", &friStop)
        try visitor.field("SatEnabled", &satEnabled)
        try visitor.field("SatStart", &satStart)
        try visitor.field("SatStop", &satStop)
        try visitor.field("SunEnabled", &sunEnabled)
        try visitor.field("SunStart", &sunStart)
        try visitor.field("SunStop", &sunStop)
        try visitor.field("UseLunchHours", &useLunchHours)
        try visitor.field("LunchStart", &lunchStart)
        try visitor.field("LunchStop", &lunchStop)
    }
}
