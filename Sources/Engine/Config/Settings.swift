import Carriers
import Localization
import Messages
import Storage
import Wire

/// The config, checked and with its defaults filled in.
struct Settings: Sendable {
    var store: String
    var storage = StoreOptions()
    var limits = Limits()
    /// Ticks that a ticket lives without being used.
    var ticketLife = 6 * 3600 * DateTime.ticksPerSecond
    /// nil when any application may call.
    var applicationTokens: [String]?
    var passwordCost = PasswordCost.interactive
    var mount: [String] = []
    var exposedGroups: Set<String> = []
    var administrators: Set<String> = []
    var zoneCodes = ZoneCodes()
    var resources = ResourceNames.none

    /// Reads the config's JSON; every error names the key.
    init(_ json: [UInt8]) throws(OperationError) {
        let config: EngineConfig
        do throws(WireError) {
            config = try EngineConfig(json: json, unknownFields: .refused)
        } catch {
            // What is not JSON at all is malformed; a wrong key or value is the config's own kind of error.
            throw error.kind == .value ? Settings.wrong(error.message, error.path, error.offset) : OperationError(error)
        }
        guard let store = config.store else {
            throw Settings.wrong("a config names its store; expected \"sqlite:PATH\" or \"sqlite::memory:\"", "store")
        }
        self.store = store
        if let storage = config.storage { try read(storage) }
        if let limits = config.limits { try read(limits) }
        if let auth = config.auth { try read(auth) }
        if let mount = config.mount { try read(mount) }
        if let localization = config.localization { try read(localization) }
    }

    private static func wrong(_ message: String, _ path: String, _ offset: Int? = nil) -> OperationError {
        OperationError(.config, message, path: path, offset: offset)
    }

    private mutating func read(_ config: StorageConfig) throws(OperationError) {
        switch config.synchronous {
        case nil, "full": storage.synchronous = .full
        case "normal": storage.synchronous = .normal
        case "off": storage.synchronous = .off
        default: throw Settings.wrong("expected full, normal or off", "storage.synchronous")
        }
        if config.busyTimeout != -1 {
            storage.busyTimeout = try Settings.within(0...StoreOptions.longestBusyTimeout, config.busyTimeout, "storage.busyTimeout")
        }
        if config.readers != 0 {
            storage.readers = Int(try Settings.within(1...Int32(StoreOptions.mostReaders), config.readers, "storage.readers"))
        }
    }

    private mutating func read(_ config: LimitsConfig) throws(OperationError) {
        if config.messageBytes != 0 {
            limits.messageBytes = Int(try Settings.within(1024...1 << 30, config.messageBytes, "limits.messageBytes"))
        }
        // Deeper than this, reading would cost more stack than a small thread has.
        if config.depth != 0 { limits.depth = Int(try Settings.within(8...256, config.depth, "limits.depth")) }
        if config.listElements != 0 {
            limits.listElements = Int(try Settings.within(1...100_000_000, config.listElements, "limits.listElements"))
        }
    }

    private mutating func read(_ config: AuthConfig) throws(OperationError) {
        if config.ticketSeconds != 0 {
            let seconds = try Settings.within(60...31_536_000, config.ticketSeconds, "auth.ticketSeconds")
            ticketLife = Int64(seconds) * DateTime.ticksPerSecond
        }
        applicationTokens = config.applicationTokens?.compactMap { $0 }
        switch config.passwordCost {
        case nil, "interactive": passwordCost = .interactive
        case "moderate": passwordCost = .moderate
        case "minimum": passwordCost = .minimum
        default: throw Settings.wrong("expected interactive, moderate or minimum", "auth.passwordCost")
        }
    }

    private mutating func read(_ config: MountConfig) throws(OperationError) {
        mount = (config.prefix ?? "").split(separator: "/").map(String.init)
        for (index, group) in (config.groups ?? []).enumerated() {
            guard let group, group == "System" || group == "Directory" else {
                throw Settings.wrong("expected System or Directory", "mount.groups[\(index)]")
            }
            exposedGroups.insert(group)
        }
        administrators = Set((config.administrators ?? []).compactMap { $0?.lowercased() })
        if !exposedGroups.isEmpty, administrators.isEmpty {
            throw Settings.wrong("groups are reached over HTTP by named users only; expected their names", "mount.administrators")
        }
    }

    private mutating func read(_ config: LocalizationConfig) throws(OperationError) {
        var ids: [Int32: String] = [:]
        for pair in config.zoneIDs?.pairs ?? [] {
            guard let key = pair.key, let id = Int32(key), let name = pair.value else {
                throw Settings.wrong("expected a whole number and the name of a time zone", "localization.zoneIds.\(pair.key ?? "")")
            }
            ids[id] = name
        }
        var codes: [String: String] = [:]
        for pair in config.zoneCodes?.pairs ?? [] {
            guard let key = pair.key, let name = pair.value else {
                throw Settings.wrong("expected a code and the name of a time zone", "localization.zoneCodes.\(pair.key ?? "")")
            }
            codes[key] = name
        }
        zoneCodes = ZoneCodes(ids: ids, codes: codes)

        var tables: [String: [String: String]] = [:]
        for (index, table) in (config.resources ?? []).enumerated() {
            guard let language = table.language else {
                throw Settings.wrong("a table of texts names its language", "localization.resources[\(index)].language")
            }
            for pair in table.texts?.pairs ?? [] { tables[language, default: [:]][pair.key ?? ""] = pair.value ?? "" }
        }
        do throws(WireError) { resources = try ResourceNames(tables) } catch {
            throw Settings.wrong(error.message, "localization.resources.\(error.path)")
        }
    }

    private static func within(_ range: ClosedRange<Int32>, _ value: Int32, _ path: String) throws(OperationError) -> Int32 {
        guard range.contains(value) else {
            throw wrong("expected a number from \(range.lowerBound) to \(range.upperBound)", path)
        }
        return value
    }
}
