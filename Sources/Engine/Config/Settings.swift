import Carriers
import Localization
import Messages
import Sessions
import Storage
import Wire

/// The config, checked and with its defaults filled in.
struct Settings: Sendable {
    var store: String
    var storage = StoreOptions()
    var limits = Limits()
    /// How long what is stored may be.
    var bounds = RecordBounds()
    var starts = StartPolicy()
    /// Transcripts that the customer of a session asks for; 0 for any number.
    var transcriptRequests: Int32 = 10
    var lists = ListLimits()
    /// Ticks that a ticket lives without being used.
    var ticketLife = 6 * 3600 * DateTime.ticksPerSecond
    /// nil when any application may call.
    var applicationTokens: [String]?
    var passwordCost = PasswordCost.interactive
    var lockout = LockoutPolicy()
    /// Ticks that a session of the customer service lives without being asked for.
    var sessionLife = 6 * 3600 * DateTime.ticksPerSecond
    var waiters = WaiterPolicy()
    /// When sessions are closed for silence.
    var timeouts = SessionTimeouts()
    /// Ticks for which a deleted session stays in the store.
    var deletedLife = 24 * 3600 * DateTime.ticksPerSecond
    /// Ticks for which an event is kept.
    var eventLife = 30 * 24 * 3600 * DateTime.ticksPerSecond
    /// Ticks for which a session is kept after its end; nil for ever.
    var endedLife: Int64?
    /// Ticks for which the audit is kept; nil for ever.
    var auditLife: Int64?
    var usesHostClock = false
    var topics = TopicTable()
    var system = SystemConfig()
    var mount: [String] = []
    /// Where callers reach the services, without a slash at its end; nil when that is only known of each request.
    var publicURL: String?
    var exposedGroups: Set<String> = []
    var administrators: Set<String> = []
    var zoneCodes = ZoneCodes()
    var resources = ResourceNames.none
    var crossOrigin = CrossOrigin()

    /// Reads the config's JSON; every error names the key.
    init(_ json: [UInt8]) throws(OperationError) {
        let config: EngineConfig
        do throws(WireError) {
            config = try json.isEmpty ? EngineConfig() : EngineConfig(json: json, unknownFields: .refused)
        } catch {
            // What is not JSON at all is malformed; a wrong key or value is the config's own kind of error.
            throw error.kind == .value ? Settings.wrong(error.message, error.path, error.offset) : OperationError(error)
        }
        guard let store = config.store else {
            throw Settings.wrong("a config names its store; expected \"sqlite:PATH\" or \"sqlite::memory:\"", "store")
        }
        guard store.hasPrefix("sqlite:"), store != "sqlite:" else {
            throw Settings.wrong("expected \"sqlite:PATH\" or \"sqlite::memory:\"", "store")
        }
        self.store = store
        if let storage = config.storage { try read(storage) }
        if let limits = config.limits { try read(limits) }
        if let auth = config.auth { try read(auth) }
        if let mount = config.mount { try read(mount) }
        if let localization = config.localization { try read(localization) }
        if let sessions = config.sessions { try read(sessions) }
        if let topics = config.topics { try read(topics) }
        usesHostClock = try Settings.choice(config.clock, "clock") == "host"
        if let system = config.system {
            if system.companyID != 0 { _ = try Settings.within(system.companyID, "system.companyId") }
            self.system = system
        }
        if let cors = config.cors { try read(cors) }
    }

    private static func wrong(_ message: String, _ path: String, _ offset: Int? = nil) -> OperationError {
        OperationError(.config, message, path: path, offset: offset)
    }

    private mutating func read(_ config: StorageConfig) throws(OperationError) {
        switch try Settings.choice(config.synchronous, "storage.synchronous") {
        case "normal": storage.synchronous = .normal
        case "off": storage.synchronous = .off
        default: storage.synchronous = .full
        }
        if config.busyTimeout != StorageConfig.leftOut {
            storage.busyTimeout = try Settings.within(config.busyTimeout, "storage.busyTimeout")
        }
        if config.readers != 0 {
            storage.readers = Int(try Settings.within(config.readers, "storage.readers"))
        }
    }

    private mutating func read(_ config: LimitsConfig) throws(OperationError) {
        if config.messageBytes != 0 {
            limits.messageBytes = Int(try Settings.within(config.messageBytes, "limits.messageBytes"))
        }
        if config.depth != 0 { limits.depth = Int(try Settings.within(config.depth, "limits.depth")) }
        if config.listElements != 0 {
            limits.listElements = Int(try Settings.within(config.listElements, "limits.listElements"))
        }
        if config.chatMessage != 0 { bounds.message = Int(try Settings.within(config.chatMessage, "limits.chatMessage")) }
        if config.text != 0 { bounds.text = Int(try Settings.within(config.text, "limits.text")) }
        if config.recordBytes != 0 { bounds.record = Int(try Settings.within(config.recordBytes, "limits.recordBytes")) }
        if config.waiters != 0 { waiters.inAll = Int(try Settings.within(config.waiters, "limits.waiters")) }
        if config.waitersPerSession != 0 {
            waiters.ofSession = Int(try Settings.within(config.waitersPerSession, "limits.waitersPerSession"))
        }
        if config.waitersPerCaller != 0 {
            waiters.ofCaller = Int(try Settings.within(config.waitersPerCaller, "limits.waitersPerCaller"))
        }
        if config.waitersPerAddress != 0 {
            waiters.fromAddress = Int(try Settings.within(config.waitersPerAddress, "limits.waitersPerAddress"))
        }
        if config.startsPerMinute != StorageConfig.leftOut {
            starts.perMinute = try Settings.within(config.startsPerMinute, "limits.startsPerMinute")
        }
        if config.openPerAddress != StorageConfig.leftOut {
            starts.open = Int(try Settings.within(config.openPerAddress, "limits.openPerAddress"))
        }
        if config.transcriptRequests != StorageConfig.leftOut {
            transcriptRequests = try Settings.within(config.transcriptRequests, "limits.transcriptRequests")
        }
        if config.listMilliseconds != 0 { lists.milliseconds = try Settings.within(config.listMilliseconds, "limits.listMilliseconds") }
        if config.filterTests != 0 { lists.bounds.tests = Int(try Settings.within(config.filterTests, "limits.filterTests")) }
        if config.filterValues != 0 { lists.bounds.values = Int(try Settings.within(config.filterValues, "limits.filterValues")) }
        if config.orderColumns != 0 { lists.bounds.orderColumns = Int(try Settings.within(config.orderColumns, "limits.orderColumns")) }
    }

    private mutating func read(_ config: SessionsConfig) throws(OperationError) {
        timeouts.idle = try Settings.within(config.idleMinutes, "sessions.idleMinutes")
        timeouts.dead = try Settings.within(config.deadMinutes, "sessions.deadMinutes")
        if config.purgeDeletedHours != 0 {
            let hours = try Settings.within(config.purgeDeletedHours, "sessions.purgeDeletedHours")
            deletedLife = Int64(hours) * 3600 * DateTime.ticksPerSecond
        }
        if config.eventDays != 0 { eventLife = try Settings.days(config.eventDays, "sessions.eventDays") }
        if config.retentionDays != 0 { endedLife = try Settings.days(config.retentionDays, "sessions.retentionDays") }
        if config.auditDays != 0 { auditLife = try Settings.days(config.auditDays, "sessions.auditDays") }
    }

    private mutating func read(_ config: TopicsConfig) throws(OperationError) {
        for pair in config.pairs {
            let (key, place) = (pair.key ?? "", "topics.\(pair.key ?? "")")
            let id = Int32(key)
            guard key == "*" || id.map({ $0 > 0 && "\($0)" == key }) ?? false else {
                throw Settings.wrong("expected the number of a topic, or *", place)
            }
            guard let config = pair.value else { continue }
            var topic = TopicSettings()
            topic.assignment = try Settings.choice(config.assignment, "topics.*.assignment", at: "\(place).assignment")
                .flatMap { Assignment(rawValue: $0) }
            if config.capacity != 0 { topic.capacity = try Settings.within(config.capacity, "topics.*.capacity", at: "\(place).capacity") }
            topic.answerSeconds = try Settings.within(config.offerSeconds, "topics.*.offerSeconds", at: "\(place).offerSeconds")
            topic.priority = try Settings.within(config.priority, "topics.*.priority", at: "\(place).priority")
            topic.serviceLevel = try Settings.within(
                config.serviceLevelSeconds, "topics.*.serviceLevelSeconds", at: "\(place).serviceLevelSeconds")
            if let hours = config.openingHours {
                topic.hours = try OpeningCalendar(hours, at: "\(place).openingHours")
                if let zone = hours.zone { try Settings.check(zone: zone, "\(place).openingHours.zone", zoneCodes) }
                topic.zone = hours.zone
            }
            topics.set(topic, of: id)
        }
    }

    private mutating func read(_ config: AuthConfig) throws(OperationError) {
        if config.ticketSeconds != 0 {
            let seconds = try Settings.within(config.ticketSeconds, "auth.ticketSeconds")
            ticketLife = Int64(seconds) * DateTime.ticksPerSecond
        }
        if let tokens = config.applicationTokens { applicationTokens = try Settings.texts(tokens, "auth.applicationTokens") }
        switch try Settings.choice(config.passwordCost, "auth.passwordCost") {
        case "moderate": passwordCost = .moderate
        case "minimum": passwordCost = .minimum
        default: passwordCost = .interactive
        }
        if config.sessionSeconds != 0 {
            let seconds = try Settings.within(config.sessionSeconds, "auth.sessionSeconds")
            sessionLife = Int64(seconds) * DateTime.ticksPerSecond
        }
        guard let limits = config.lockout else { return }
        if limits.attempts != StorageConfig.leftOut {
            lockout.attempts = try Settings.within(limits.attempts, "auth.lockout.attempts")
        }
        if limits.peerAttempts != StorageConfig.leftOut {
            lockout.peerAttempts = try Settings.within(limits.peerAttempts, "auth.lockout.peerAttempts")
        }
        if limits.seconds != 0 {
            lockout.life = Int64(try Settings.within(limits.seconds, "auth.lockout.seconds")) * DateTime.ticksPerSecond
        }
        if limits.longestSeconds != 0 {
            let seconds = try Settings.within(limits.longestSeconds, "auth.lockout.longestSeconds")
            lockout.longest = Int64(seconds) * DateTime.ticksPerSecond
        }
    }

    private mutating func read(_ config: MountConfig) throws(OperationError) {
        mount = (config.prefix ?? "").split(separator: "/").map(String.init)
        if let text = config.publicURL {
            guard let url = RequestOrigin.publicURL(text) else {
                throw Settings.wrong(
                    "expected the address in front of /api, such as \"https://chat.example.com\" or \"https://example.com/chat\"", "mount.publicUrl")
            }
            publicURL = url
        }
        for (index, group) in try Settings.texts(config.groups ?? [], "mount.groups").enumerated() {
            guard let group = try Settings.choice(group, "mount.groups", at: "mount.groups[\(index)]") else { continue }
            exposedGroups.insert(group)
        }
        administrators = Set(try Settings.texts(config.administrators ?? [], "mount.administrators").map { $0.lowercased() })
        if !exposedGroups.isEmpty, administrators.isEmpty {
            throw Settings.wrong("groups are reached over HTTP by named users only; expected their names", "mount.administrators")
        }
    }

    private mutating func read(_ config: CORSConfig) throws(OperationError) {
        for (index, text) in try Settings.texts(config.origins ?? [], "cors.origins").enumerated() {
            guard let pattern = OriginPattern(text) else {
                throw Settings.wrong(
                    "expected an origin such as \"https://app.example.com\", \"https://*.example.com\" or \"*\"", "cors.origins[\(index)]")
            }
            crossOrigin.origins.append(pattern)
        }
        if config.maxAge != 0 { crossOrigin.maxAge = try Settings.within(config.maxAge, "cors.maxAge") }
    }

    private mutating func read(_ config: LocalizationConfig) throws(OperationError) {
        var ids: [Int32: String] = [:]
        for pair in config.zoneIDs?.pairs ?? [] {
            let place = "localization.zoneIds.\(pair.key ?? "")"
            guard let key = pair.key, let id = Int32(key), let name = pair.value else {
                throw Settings.wrong("expected a whole number and the name of a time zone", place)
            }
            try Settings.check(zone: name, place)
            ids[id] = name
        }
        var codes: [String: String] = [:]
        for pair in config.zoneCodes?.pairs ?? [] {
            let place = "localization.zoneCodes.\(pair.key ?? "")"
            guard let key = pair.key, let name = pair.value else {
                throw Settings.wrong("expected a code and the name of a time zone", place)
            }
            try Settings.check(zone: name, place)
            codes[key] = name
        }
        zoneCodes = ZoneCodes(ids: ids, codes: codes)

        var tables: [String: [String: String]] = [:]
        for (index, table) in (config.resources ?? []).enumerated() {
            let place = "localization.resources[\(index)]"
            guard let language = table.language else {
                throw Settings.wrong("a table of texts names its language", "\(place).language")
            }
            var texts: [String: String] = [:]
            for pair in table.texts?.pairs ?? [] { texts[pair.key ?? ""] = pair.value ?? "" }
            do throws(WireError) { _ = try ResourceNames([language: texts]) } catch {
                let name = error.path.dropFirst(language.count + 1)
                throw Settings.wrong(error.message, name.isEmpty ? "\(place).language" : "\(place).texts.\(name)")
            }
            tables[language, default: [:]].merge(texts) { _, later in later }
        }
        do throws(WireError) { resources = try ResourceNames(tables) } catch {
            throw Settings.wrong(error.message, "localization.resources")
        }
    }

    /// A zone that is not there would be missed at each request that names it. That a machine has no zones at all is not
    /// the config's fault.
    private static func check(
        zone name: String, _ path: String, _ codes: ZoneCodes = ZoneCodes()
    ) throws(OperationError) {
        do throws(ZoneError) { _ = try codes.resolve(.name(name), in: ZoneDatabase()) } catch {
            if error.kind == .unknown || error.kind == .malformed { throw wrong(error.message, path) }
        }
    }

    /// Texts of which none is missing: an empty token would be as good as none at all.
    private static func texts(_ list: [String?], _ path: String) throws(OperationError) -> [String] {
        var texts: [String] = []
        for (index, text) in list.enumerated() {
            guard let text, !text.isEmpty else { throw wrong("expected a text that is not empty", "\(path)[\(index)]") }
            texts.append(text)
        }
        return texts
    }

    /// Ticks.
    private static func days(_ value: Int32, _ path: String) throws(OperationError) -> Int64 {
        Int64(try within(value, path)) * 24 * 3600 * DateTime.ticksPerSecond
    }

    private static func within(_ value: Int32, _ path: String, at place: String? = nil) throws(OperationError) -> Int32 {
        guard let range = ConfigBounds.ranges[path], range.contains(value) else {
            let expected = ConfigBounds.ranges[path].map { "expected a number from \($0.lowerBound) to \($0.upperBound)" }
            throw wrong(expected ?? "expected no number", place ?? path)
        }
        return value
    }

    /// The word, when it is one of those that may stand at `path`; nil when there is none.
    private static func choice(_ word: String?, _ path: String, at place: String? = nil) throws(OperationError) -> String? {
        guard let word else { return nil }
        let choices = ConfigBounds.choices[path] ?? []
        guard choices.contains(word) else {
            throw wrong("expected one of " + choices.joined(separator: ", "), place ?? path)
        }
        return word
    }
}
