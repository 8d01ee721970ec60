import Messages
import Sessions
import Storage

/// What the config's values may be: said here once, for the reader that refuses others and for the schema that tells of it.
enum ConfigBounds {
    /// The range of each number, by its path. The reader takes 0 for "as usual" where 0 is outside the range.
    static let ranges: [String: ClosedRange<Int32>] = [
        "storage.busyTimeout": 0...StoreOptions.longestBusyTimeout,
        "storage.readers": 1...Int32(StoreOptions.mostReaders),
        "limits.messageBytes": 1024...1 << 30,
        // Deeper than this, reading would cost more stack than a small thread has.
        "limits.depth": 8...256,
        "limits.listElements": 1...100_000_000,
        "cors.maxAge": 1...86_400,
        "limits.waiters": 1...100_000,
        "sessions.idleMinutes": 0...525_600,
        "sessions.deadMinutes": 0...525_600,
        "sessions.purgeDeletedHours": 1...87_600,
        "sessions.eventDays": 1...3650,
        "sessions.retentionDays": 0...36_500,
        "sessions.auditDays": 0...36_500,
        "topics.*.capacity": 1...1000,
        "topics.*.offerSeconds": 0...86_400,
        "topics.*.priority": -1000...1000,
        "topics.*.serviceLevelSeconds": 0...31_536_000,
        "limits.chatMessage": 1...1_000_000,
        "limits.text": 255...1_000_000,
        "limits.recordBytes": 65_536...1 << 26,
        "limits.startsPerMinute": 0...1_000_000,
        "limits.openPerAddress": 0...1_000_000,
        "limits.transcriptRequests": 0...1_000_000,
        "limits.waitersPerSession": 1...100_000,
        "limits.waitersPerCaller": 1...100_000,
        "limits.waitersPerAddress": 1...100_000,
        "limits.listMilliseconds": 10...600_000,
        "limits.filterTests": 1...Int32(FilterExpression.Bounds.tests),
        "limits.filterValues": 1...Int32(FilterExpression.Bounds.values),
        "limits.orderColumns": 1...Int32(ListOptions.mostNames),
        "auth.ticketSeconds": 60...31_536_000,
        "auth.sessionSeconds": 60...31_536_000,
        "auth.lockout.attempts": 0...1_000_000,
        "auth.lockout.peerAttempts": 0...1_000_000,
        "auth.lockout.seconds": 1...86_400,
        "auth.lockout.longestSeconds": 1...86_400,
        "system.companyId": 0...Int32.max,
    ]

    /// The words that a text may be, by its path.
    static let choices: [String: [String]] = [
        "storage.synchronous": ["full", "normal", "off"],
        "clock": ["system", "host"],
        "topics.*.assignment": ["off"] + Assignment.allCases.map(\.rawValue),
        "auth.passwordCost": ["interactive", "moderate", "minimum"],
        "mount.groups": ["System", "Directory"],
    ]

    /// The keys that must be there, by the name of the type that has them.
    static let required: [String: [String]] = ["Config": ["store"], "ResourceTable": ["language"]]

    /// What the keys of a dictionary look like, as a regular expression of JSON Schema.
    static let keys: [String: String] = [
        "localization.zoneIds": "^-?[0-9]{1,10}$", "localization.resources.texts": "^SR_",
        "topics": #"^(\*|[1-9][0-9]{0,9})$"#, "topics.*.openingHours.exceptions": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    ]
}
