package import Carriers

/// How an engine is opened. The header's chatcore_open() and the docs tell users of each key.
package struct EngineConfig: Carrier {
    package static var typeName: StaticString { "Config" }
    package static let codec = Codec<EngineConfig>.shared()
    package var store: String?
    package var storage: StorageConfig?
    package var limits: LimitsConfig?
    package var auth: AuthConfig?
    package var mount: MountConfig?
    package var localization: LocalizationConfig?
    package var system: SystemConfig?
    package var cors: CORSConfig?
    /// Who tells the time: `system`, or `host` by chatcore_run_due().
    package var clock: String?
    package var sessions: SessionsConfig?
    package var topics: TopicsConfig?
    package var unknown = UnknownFields()
    package init() {}
    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("store", &store)
        try visitor.field("storage", &storage)
        try visitor.field("limits", &limits)
        try visitor.field("auth", &auth)
        try visitor.field("mount", &mount)
        try visitor.field("localization", &localization)
        try visitor.field("system", &system)
        try visitor.field("cors", &cors)
        try visitor.field("clock", &clock)
        try visitor.field("sessions", &sessions)
        try visitor.field("topics", &topics)
    }
}
/// Which pages of other origins a browser lets read the answers.
package struct CORSConfig: Carrier {
    package static var typeName: StaticString { "CORSConfig" }
    package static let codec = Codec<CORSConfig>.shared()
    /// Such as `https://app.example.com`, `https://*.example.com` or `*`.
    package var origins: [String?]?
    /// Seconds that a browser keeps an answer to its question; zero for ten minutes.
    package var maxAge: Int32 = 0
    package var unknown = UnknownFields()
    package init() {}
    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.list("origins", &origins)
        try visitor.field("maxAge", &maxAge)
    }
}
/// How long silence is borne and things are kept; zero stands for as usual.
package struct SessionsConfig: Carrier {
    package static var typeName: StaticString { "SessionsConfig" }
    package static let codec = Codec<SessionsConfig>.shared()
    /// Minutes without a message after which forms and talks are closed; zero for never.
    package var idleMinutes: Int32 = 0
    /// Minutes without a sign of life from the customer after which sessions are closed; zero for never.
    package var deadMinutes: Int32 = 0
    /// Hours for which a session stays in the store after it was deleted; zero for 24.
    package var purgeDeletedHours: Int32 = 0
    /// Days for which events are kept; zero for 30.
    package var eventDays: Int32 = 0
    /// Days for which a session is kept after its end; zero for ever.
    package var retentionDays: Int32 = 0
    /// Days for which the audit is kept; zero for ever.
    package var auditDays: Int32 = 0
    package var unknown = UnknownFields()
    package init() {}
    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("idleMinutes", &idleMinutes)
        try visitor.field("deadMinutes", &deadMinutes)
        try visitor.field("purgeDeletedHours", &purgeDeletedHours)
        try visitor.field("eventDays", &eventDays)
        try visitor.field("retentionDays", &retentionDays)
        try visitor.field("auditDays", &auditDays)
    }
}
/// How the store keeps its promises.
package struct StorageConfig: Carrier {
    package static var typeName: StaticString { "StorageConfig" }
    package static let codec = Codec<StorageConfig>.shared()
    /// `full` (what is answered is on disk), `normal` or `off`.
    package var synchronous: String?
    /// Milliseconds that a call waits for others, 0 to 600,000; 5,000 when it is left out.
    package var busyTimeout = StorageConfig.leftOut
    /// Connections that read at the same time, 1 to 64.
    package var readers: Int32 = 0
    package var unknown = UnknownFields()
    package init() {}

    /// Stands for a field that was left out: 0 has a meaning of its own, and this is out of range.
    static let leftOut = Int32.min

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("synchronous", &synchronous)
        try visitor.field("busyTimeout", &busyTimeout)
        try visitor.field("readers", &readers)
    }
}
/// Bounds of what comes in; zero stands for the usual one.
package struct LimitsConfig: Carrier {
    package static var typeName: StaticString { "LimitsConfig" }
    package static let codec = Codec<LimitsConfig>.shared()
    package var messageBytes: Int32 = 0
    package var depth: Int32 = 0
    package var listElements: Int32 = 0
    /// Requests that wait for events at the same time; zero for 1,000.
    package var waiters: Int32 = 0
    /// Characters of a message; zero for 65,536.
    package var chatMessage: Int32 = 0
    /// Characters of any other text that is stored; zero for 65,536.
    package var text: Int32 = 0
    /// Bytes of one record as it is stored; zero for 262,144.
    package var recordBytes: Int32 = 0
    /// Sessions that customers begin from one address within a minute; zero for any number, 30 when it is left out.
    package var startsPerMinute = StorageConfig.leftOut
    /// Sessions that are open at the same time and were begun from one address; zero for any number, 100 when it is left out.
    package var openPerAddress = StorageConfig.leftOut
    /// Transcripts that the customer of a session asks for; zero for any number, 10 when it is left out.
    package var transcriptRequests = StorageConfig.leftOut
    /// Requests that wait for events of one session at the same time; zero for 4.
    package var waitersPerSession: Int32 = 0
    /// Requests of one associate that wait at the same time; zero for 32.
    package var waitersPerCaller: Int32 = 0
    /// Requests from one address that wait at the same time; zero for 250.
    package var waitersPerAddress: Int32 = 0
    /// Milliseconds that a list may take; zero for 5,000.
    package var listMilliseconds: Int32 = 0
    /// Tests in a `$filter`; zero for 200.
    package var filterTests: Int32 = 0
    /// Values in a `$filter`; zero for 1,000.
    package var filterValues: Int32 = 0
    /// Columns in an `$orderBy`; zero for 8.
    package var orderColumns: Int32 = 0
    package var unknown = UnknownFields()
    package init() {}
    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("messageBytes", &messageBytes)
        try visitor.field("depth", &depth)
        try visitor.field("listElements", &listElements)
        try visitor.field("waiters", &waiters)
        try visitor.field("chatMessage", &chatMessage)
        try visitor.field("text", &text)
        try visitor.field("recordBytes", &recordBytes)
        try visitor.field("startsPerMinute", &startsPerMinute)
        try visitor.field("openPerAddress", &openPerAddress)
        try visitor.field("transcriptRequests", &transcriptRequests)
        try visitor.field("waitersPerSession", &waitersPerSession)
        try visitor.field("waitersPerCaller", &waitersPerCaller)
        try visitor.field("waitersPerAddress", &waitersPerAddress)
        try visitor.field("listMilliseconds", &listMilliseconds)
        try visitor.field("filterTests", &filterTests)
        try visitor.field("filterValues", &filterValues)
        try visitor.field("orderColumns", &orderColumns)
    }
}
/// How callers become known.
package struct AuthConfig: Carrier {
    package static var typeName: StaticString { "AuthConfig" }
    package static let codec = Codec<AuthConfig>.shared()
    /// Seconds that a ticket lives without being used; zero for six hours.
    package var ticketSeconds: Int32 = 0
    /// The partner applications that may call; null for any.
    package var applicationTokens: [String?]?
    /// How much work a password's hash costs: `interactive`, `moderate`, or `minimum` for tests.
    package var passwordCost: String?
    package var lockout: LockoutConfig?
    /// Seconds that a session of the customer service lives without being asked for; zero for six hours.
    package var sessionSeconds: Int32 = 0
    package var unknown = UnknownFields()
    package init() {}
    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ticketSeconds", &ticketSeconds)
        try visitor.list("applicationTokens", &applicationTokens)
        try visitor.field("passwordCost", &passwordCost)
        try visitor.field("lockout", &lockout)
        try visitor.field("sessionSeconds", &sessionSeconds)
    }
}
/// How many wrong passwords are borne before nobody gets in for a while, but where the name is known.
package struct LockoutConfig: Carrier {
    package static var typeName: StaticString { "LockoutConfig" }
    package static let codec = Codec<LockoutConfig>.shared()
    /// Of one user name, from one address and from all that it is not known from; 0 for any number, 10 when it is left out.
    package var attempts = StorageConfig.leftOut
    /// From one address; 0 for any number, 100 when it is left out.
    package var peerAttempts = StorageConfig.leftOut
    /// In which they have to happen, and for which nobody gets in after the first of them; zero for 300.
    package var seconds: Int32 = 0
    /// For which nobody gets in at most, as each lock is twice as long as the one before; zero for 86,400.
    package var longestSeconds: Int32 = 0
    package var unknown = UnknownFields()
    package init() {}
    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("attempts", &attempts)
        try visitor.field("peerAttempts", &peerAttempts)
        try visitor.field("seconds", &seconds)
        try visitor.field("longestSeconds", &longestSeconds)
    }
}
/// What HTTP reaches, and where.
package struct MountConfig: Carrier {
    package static var typeName: StaticString { "MountConfig" }
    package static let codec = Codec<MountConfig>.shared()
    /// The path in front of `/Remote` and `/api`, such as `/Cust12345`.
    package var prefix: String?
    /// Where callers reach `/Remote` and `/api`, such as `https://chat.example.com/Cust12345`.
    package var publicURL: String?
    /// The host's groups that HTTP may reach: `System`, `Directory`.
    package var groups: [String?]?
    /// The users who may call them there.
    package var administrators: [String?]?
    package var unknown = UnknownFields()
    package init() {}
    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("prefix", &prefix)
        try visitor.field("publicUrl", &publicURL)
        try visitor.list("groups", &groups)
        try visitor.list("administrators", &administrators)
    }
}
/// Languages and time zones.
package struct LocalizationConfig: Carrier {
    package static var typeName: StaticString { "LocalizationConfig" }
    package static let codec = Codec<LocalizationConfig>.shared()
    /// Numbers of further time zones: `{"900": "Europe/Oslo"}`.
    package var zoneIDs: StringDictionary?
    /// Codes of further time zones: `{"XX-NORTH": "Arctic/Longyearbyen"}`.
    package var zoneCodes: StringDictionary?
    /// The texts of resource names, a table for each language.
    package var resources: [ResourceTable]?
    package var unknown = UnknownFields()
    package init() {}
    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("zoneIds", &zoneIDs)
        try visitor.field("zoneCodes", &zoneCodes)
        try visitor.list("resources", &resources)
    }
}
/// The texts of resource names in one language.
package struct ResourceTable: Carrier {
    package static var typeName: StaticString { "ResourceTable" }
    package static let codec = Codec<ResourceTable>.shared()
    package var language: String?
    package var texts: StringDictionary?
    package var unknown = UnknownFields()
    package init() {}
    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("language", &language)
        try visitor.field("texts", &texts)
    }
}
/// What the installation says of itself.
package struct SystemConfig: Carrier {
    package static var typeName: StaticString { "SystemConfig" }
    package static let codec = Codec<SystemConfig>.shared()
    package var companyName: String?
    package var companyID: Int32 = 0
    /// The licence's number, as the protocol shows it.
    package var serialNumber: String?
    /// The installation's name among others, such as `Cust12345`.
    package var contextIdentifier: String?
    package var unknown = UnknownFields()
    package init() {}
    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("companyName", &companyName)
        try visitor.field("companyId", &companyID)
        try visitor.field("serialNumber", &serialNumber)
        try visitor.field("contextIdentifier", &contextIdentifier)
    }
}
