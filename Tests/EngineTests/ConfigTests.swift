import Messages
import Sessions
import Storage
import Testing
import Wire

@testable import Engine

@Suite("The config")
struct ConfigTests {
    private func settings(_ members: String) throws(OperationError) -> Settings {
        try Settings(Array(#"{"store":"sqlite::memory:"\#(members.isEmpty ? "" : ",")\#(members)}"#.utf8))
    }

    @Test("A store is enough, and everything else has its usual value")
    func usual() throws {
        let settings = try settings("")
        #expect(settings.store == "sqlite::memory:")
        #expect(settings.storage == StoreOptions())
        #expect(settings.limits == Limits())
        #expect(settings.ticketLife == 6 * 3600 * DateTime.ticksPerSecond)
        #expect(settings.applicationTokens == nil)
        #expect(settings.passwordCost == .interactive)
        #expect(settings.lockout == LockoutPolicy(
            attempts: 10, peerAttempts: 100, life: 300 * DateTime.ticksPerSecond, longest: 86_400 * DateTime.ticksPerSecond))
        #expect(settings.sessionLife == 6 * 3600 * DateTime.ticksPerSecond)
        #expect(settings.waiters.inAll == 1000)
        #expect(settings.deletedLife == 24 * 3600 * DateTime.ticksPerSecond)
        #expect(settings.eventLife == 30 * 24 * 3600 * DateTime.ticksPerSecond)
        #expect(!settings.usesHostClock)
        #expect(settings.mount == [])
        #expect(settings.exposedGroups == [])
        #expect(settings.crossOrigin.origins.isEmpty)
        #expect(settings.topics[1] == TopicSettings() && !settings.topics.assigns && !settings.topics.watchesQueues)
    }

    @Test(
        "Null and zero stand for the usual value",
        arguments: [
            #""storage":null,"limits":null,"auth":null,"mount":null,"localization":null"#,
            #""storage":{},"limits":{},"auth":{},"mount":{},"localization":{}"#,
            #""storage":{"synchronous":null,"readers":0},"limits":{"messageBytes":0,"depth":0,"listElements":0}"#,
            #""auth":{"ticketSeconds":0,"applicationTokens":null,"passwordCost":null},"mount":{"prefix":null,"groups":null}"#,
        ])
    func nulls(members: String) throws {
        let settings = try settings(members)
        #expect(settings.storage == StoreOptions())
        #expect(settings.limits == Limits())
        #expect(settings.ticketLife == 6 * 3600 * DateTime.ticksPerSecond)
    }

    @Test("Every key has its effect")
    func every() throws {
        let settings = try settings(
            #"""
            "storage":{"synchronous":"normal","busyTimeout":0,"readers":64},
            "limits":{"messageBytes":1024,"depth":8,"listElements":1,"waiters":3},
            "clock":"host","sessions":{"idleMinutes":5,"deadMinutes":6,"purgeDeletedHours":2,"eventDays":3},
            "auth":{"ticketSeconds":60,"applicationTokens":["a","b"],"passwordCost":"moderate",
                "lockout":{"attempts":0,"peerAttempts":7,"seconds":9,"longestSeconds":10},"sessionSeconds":90},
            "system":{"companyName":"Fjell AS","companyId":4,"serialNumber":"17","contextIdentifier":"Cust1"},
            "cors":{"origins":["https://*.example.com","*"],"maxAge":60},
            "mount":{"prefix":"/Cust1//x/","publicUrl":"HTTPS://chat.example.com:8443/Cust%201//","groups":["System","Directory"],"administrators":["Anna"]},
            "localization":{"zoneIds":{"900":"Europe/Oslo"},"zoneCodes":{"xx-north":"NO"},
                "resources":[{"language":"NO","texts":{"SR_A":"Ja"}},{"language":"NO","texts":{"SR_B":"Nei"}}]}
            """#)
        #expect(settings.storage.synchronous == .normal)
        #expect(settings.storage.busyTimeout == 0)
        #expect(settings.storage.readers == 64)
        #expect(settings.limits.messageBytes == 1024)
        #expect(settings.limits.depth == 8)
        #expect(settings.limits.listElements == 1)
        #expect(settings.waiters.inAll == 3)
        #expect(settings.usesHostClock)
        #expect(settings.deletedLife == 2 * 3600 * DateTime.ticksPerSecond)
        #expect(settings.eventLife == 3 * 24 * 3600 * DateTime.ticksPerSecond)
        #expect(settings.ticketLife == 60 * DateTime.ticksPerSecond)
        #expect(settings.applicationTokens == ["a", "b"])
        #expect(settings.lockout == LockoutPolicy(
            attempts: 0, peerAttempts: 7, life: 9 * DateTime.ticksPerSecond, longest: 10 * DateTime.ticksPerSecond))
        #expect(settings.sessionLife == 90 * DateTime.ticksPerSecond)
        #expect(settings.system.companyName == "Fjell AS" && settings.system.companyID == 4)
        #expect(settings.system.serialNumber == "17" && settings.system.contextIdentifier == "Cust1")
        #expect(settings.passwordCost == .moderate)
        #expect(settings.crossOrigin.origins.map(\.isAnybody) == [false, true] && settings.crossOrigin.maxAge == 60)
        #expect(settings.mount == ["Cust1", "x"])
        #expect(settings.publicURL == "https://chat.example.com:8443/Cust%201")
        #expect(settings.exposedGroups == ["System", "Directory"])
        #expect(settings.administrators == ["anna"])
    }

    @Test("Topics have settings of their own, and those that are not named have those of the star alone")
    func topics() throws {
        let topics = try settings(
            #"""
            "topics":{"*":{"priority":3,"assignment":"longestIdle"},
                "7":{"assignment":"fewestChats","capacity":2,"offerSeconds":20,"serviceLevelSeconds":60,
                    "openingHours":{"zone":"XX-HOME","tuesday":" 08:00 - 12:00 ,13:00-24:00","exceptions":{"2026-12-24":null}}},
                "8":null},
            "localization":{"zoneCodes":{"XX-HOME":"Europe/Oslo"}}
            """#
        ).topics
        #expect(topics.assigns && topics.watchesQueues && topics.assigning == nil)
        #expect(topics[8] == TopicSettings(assignment: .longestIdle, priority: 3))
        #expect(topics[7].assignment == .fewestChats && topics[7].capacity == 2 && topics[7].answerSeconds == 20)
        #expect(topics[7].priority == 0 && topics[7].serviceLevel == 60 && topics[7].zone == "XX-HOME")
        let hours = try #require(topics[7].hours)
        let noon = try #require(DateTime("2026-11-24T12:00:00"))
        #expect(!hours.isOpen(at: noon) && hours.isOpen(at: DateTime(ticks: noon.ticks - 1)))
    }

    @Test(
        "Every value that cannot be is named",
        arguments: [
            (#""storage":{"synchronous":"fast"}"#, "storage.synchronous"), (#""storage":{"busyTimeout":-1}"#, "storage.busyTimeout"),
            (#""storage":{"busyTimeout":600001}"#, "storage.busyTimeout"), (#""storage":{"readers":-1}"#, "storage.readers"),
            (#""storage":{"readers":65}"#, "storage.readers"), (#""limits":{"messageBytes":1023}"#, "limits.messageBytes"),
            (#""limits":{"messageBytes":1073741825}"#, "limits.messageBytes"), (#""limits":{"depth":7}"#, "limits.depth"),
            (#""limits":{"waiters":-1}"#, "limits.waiters"), (#""limits":{"chatMessage":1000001}"#, "limits.chatMessage"),
            (#""limits":{"text":254}"#, "limits.text"), (#""limits":{"text":1000001}"#, "limits.text"),
            (#""limits":{"recordBytes":65535}"#, "limits.recordBytes"), (#""limits":{"recordBytes":67108865}"#, "limits.recordBytes"), (#""clock":"sundial""#, "clock"),
            (#""sessions":{"idleMinutes":-1}"#, "sessions.idleMinutes"), (#""sessions":{"deadMinutes":525601}"#, "sessions.deadMinutes"),
            (#""sessions":{"purgeDeletedHours":87601}"#, "sessions.purgeDeletedHours"),
            (#""sessions":{"eventDays":3651}"#, "sessions.eventDays"), (#""limits":{"depth":257}"#, "limits.depth"), (#""limits":{"listElements":-1}"#, "limits.listElements"),
            (#""limits":{"listElements":100000001}"#, "limits.listElements"), (#""auth":{"ticketSeconds":59}"#, "auth.ticketSeconds"),
            (#""auth":{"ticketSeconds":31536001}"#, "auth.ticketSeconds"), (#""auth":{"passwordCost":"none"}"#, "auth.passwordCost"),
            (#""auth":{"applicationTokens":["a",""]}"#, "auth.applicationTokens[1]"),
            (#""auth":{"applicationTokens":[null]}"#, "auth.applicationTokens[0]"),
            (#""mount":{"groups":["System","Chat"]}"#, "mount.groups[1]"), (#""mount":{"groups":[null]}"#, "mount.groups[0]"),
            (#""mount":{"groups":["system"]}"#, "mount.groups[0]"), (#""mount":{"groups":["System"]}"#, "mount.administrators"),
            (#""mount":{"groups":["System"],"administrators":[]}"#, "mount.administrators"),
            (#""mount":{"publicUrl":""}"#, "mount.publicUrl"), (#""mount":{"publicUrl":"chat.example.com"}"#, "mount.publicUrl"),
            (#""mount":{"publicUrl":"ftp://chat.example.com"}"#, "mount.publicUrl"), (#""mount":{"publicUrl":"https:///x"}"#, "mount.publicUrl"),
            (#""mount":{"publicUrl":"https://a b"}"#, "mount.publicUrl"), (#""mount":{"publicUrl":"https://a/?x"}"#, "mount.publicUrl"),
            (#""mount":{"publicUrl":"https://me@a"}"#, "mount.publicUrl"), (#""mount":{"publicUrl":"https://a/<x>"}"#, "mount.publicUrl"),
            (#""mount":{"administrators":["anna",null]}"#, "mount.administrators[1]"),
            (#""cors":{"origins":["https://a.example","a.example"]}"#, "cors.origins[1]"), (#""cors":{"origins":[null]}"#, "cors.origins[0]"),
            (#""cors":{"origins":["*"],"maxAge":86401}"#, "cors.maxAge"), (#""cors":{"maxAge":-1}"#, "cors.maxAge"),
            (#""localization":{"zoneIds":{"x":"NO"}}"#, "localization.zoneIds.x"),
            (#""topics":{"0":{}}"#, "topics.0"), (#""topics":{"01":{}}"#, "topics.01"), (#""topics":{"Support":{}}"#, "topics.Support"),
            (#""topics":{"2147483648":{}}"#, "topics.2147483648"), (#""topics":{"7":{"assignment":"random"}}"#, "topics.7.assignment"),
            (#""topics":{"7":{"capacity":1001}}"#, "topics.7.capacity"), (#""topics":{"*":{"offerSeconds":-1}}"#, "topics.*.offerSeconds"),
            (#""topics":{"7":{"priority":1001}}"#, "topics.7.priority"),
            (#""topics":{"7":{"serviceLevelSeconds":31536001}}"#, "topics.7.serviceLevelSeconds"),
            (#""topics":{"7":{"openingHours":{"zone":"Nowhere/None"}}}"#, "topics.7.openingHours.zone"),
            (#""topics":{"7":{"openingHours":{"monday":"8-12"}}}"#, "topics.7.openingHours.monday"),
            (#""topics":{"7":{"openingHours":{"sunday":"08:00-12:00,24:00-01:00"}}}"#, "topics.7.openingHours.sunday"),
            (#""topics":{"7":{"openingHours":{"friday":"08:00-12:00-13:00"}}}"#, "topics.7.openingHours.friday"),
            (#""topics":{"7":{"openingHours":{"exceptions":{"2026-02-29":""}}}}"#, "topics.7.openingHours.exceptions.2026-02-29"),
            (#""topics":{"7":{"openingHours":{"exceptions":{"24.12.2026":""}}}}"#, "topics.7.openingHours.exceptions.24.12.2026"),
            (#""topics":{"7":{"openingHours":{"exceptions":{"2026-12-24":"8"}}}}"#, "topics.7.openingHours.exceptions.2026-12-24"),
            (#""localization":{"zoneIds":{"900":null}}"#, "localization.zoneIds.900"),
            (#""localization":{"zoneIds":{"900":"Nowhere/None"}}"#, "localization.zoneIds.900"),
            (#""localization":{"zoneCodes":{"XX":null}}"#, "localization.zoneCodes.XX"),
            (#""localization":{"zoneCodes":{"XX":"../etc/passwd"}}"#, "localization.zoneCodes.XX"),
            (#""localization":{"resources":[{"texts":{}}]}"#, "localization.resources[0].language"),
            (#""localization":{"resources":[{"language":"NO"},{"language":"klingon!"}]}"#, "localization.resources[1].language"),
            (#""localization":{"resources":[{"language":"NO","texts":{"A":"x"}}]}"#, "localization.resources[0].texts.A"),
        ])
    func bad(members: String, path: String) {
        let error = failure { try settings(members) }
        #expect(error?.kind == .config)
        #expect(error?.path == path)
        #expect(error?.message.isEmpty == false)
    }

    @Test(
        "A value of the wrong type is named, with the byte",
        arguments: [
            (#""storage":1"#, "storage"), (#""storage":{"readers":"4"}"#, "storage.readers"), (#""limits":{"depth":1.5}"#, "limits.depth"),
            (#""auth":{"applicationTokens":"a"}"#, "auth.applicationTokens"), (#""auth":{"applicationTokens":[1]}"#, "auth.applicationTokens[0]"),
            (#""topics":[]"#, "topics"), (#""topics":{"1":{"capacity":"2"}}"#, "topics.1.capacity"),
            (#""mount":{"groups":{}}"#, "mount.groups"), (#""cors":["*"]"#, "cors"), (#""cors":{"origins":"*"}"#, "cors.origins"),
            (#""localization":{"zoneIds":[]}"#, "localization.zoneIds"),
            (#""localization":{"resources":[{"texts":{"SR_A":1}}]}"#, "localization.resources[0].texts.SR_A"),
        ])
    func types(members: String, path: String) {
        let error = failure { try settings(members) }
        #expect(error?.kind == .config)
        #expect(error?.path == path)
        #expect(error?.offset != nil)
    }

    @Test(
        "A key that is not known is named on every level",
        arguments: [
            (#""stor":1"#, "stor"), (#""Storage":{}"#, "Storage"), (#""storage":{"wal":true}"#, "storage.wal"),
            (#""limits":{"Depth":9}"#, "limits.Depth"), (#""auth":{"tickets":1}"#, "auth.tickets"), (#""mount":{"path":""}"#, "mount.path"),
            (#""topics":{"1":{"capacities":2}}"#, "topics.1.capacities"), (#""topics":{"1":{"openingHours":{"mon":""}}}"#, "topics.1.openingHours.mon"),
            (#""localization":{"zones":{}}"#, "localization.zones"), (#""cors":{"headers":[]}"#, "cors.headers"),
            (#""localization":{"resources":[{"language":"NO"},{"lang":"NO"}]}"#, "localization.resources[1].lang"),
        ])
    func unknown(members: String, path: String) {
        let error = failure { try settings(members) }
        #expect(error?.kind == .config)
        #expect(error?.path == path)
    }

    @Test("A config without a store says how one is named", arguments: ["", "{}", #"{"store":null}"#])
    func noStore(config: String) {
        let error = failure { try Settings(Array(config.utf8)) }
        #expect(error?.kind == .config)
        #expect(error?.path == "store")
        #expect(error?.message.contains("sqlite:") == true)
    }

    @Test(
        "What is no JSON, or no object, is malformed or of the wrong type",
        arguments: [
            ("{", .malformed), (" ", .malformed), ("{\"store\":\"a\",}", .malformed), ("[]", .config), ("7", .config),
            (#"{"store":"a","store":"b"}"#, .malformed),
        ] as [(String, OperationError.Kind)])
    func notJSON(config: String, kind: OperationError.Kind) {
        #expect(failure { try Settings(Array(config.utf8)) }?.kind == kind)
    }

    @Test("The schema that the library describes knows the same keys")
    func schema() throws {
        let schema = try JSONValue(String(decoding: LibraryDescription.text(of: "config"), as: UTF8.self))
        func keys(_ path: String...) -> [String] {
            var place = schema
            for key in path {
                guard let inner = place["properties"]?[key] else { return [] }
                place = inner["items"] ?? inner
            }
            #expect(place["additionalProperties"] == .bool(false), "\(path)")
            return place["properties"]?.members.map(\.name) ?? []
        }
        #expect(
            keys() == ["store", "storage", "limits", "auth", "mount", "localization", "system", "cors", "clock", "sessions", "topics"])
        #expect(keys("cors") == ["origins", "maxAge"])
        #expect(keys("storage") == ["synchronous", "busyTimeout", "readers"])
        #expect(
            keys("limits") == [
                "messageBytes", "depth", "listElements", "waiters", "chatMessage", "text", "recordBytes", "startsPerMinute", "openPerAddress",
                "transcriptRequests", "waitersPerSession", "waitersPerCaller", "waitersPerAddress", "listMilliseconds", "filterTests",
                "filterValues", "orderColumns",
            ])
        #expect(keys("auth") == ["ticketSeconds", "applicationTokens", "passwordCost", "lockout", "sessionSeconds"])
        #expect(keys("auth", "lockout") == ["attempts", "peerAttempts", "seconds", "longestSeconds"])
        #expect(keys("system") == ["companyName", "companyId", "serialNumber", "contextIdentifier"])
        #expect(keys("sessions") == ["idleMinutes", "deadMinutes", "purgeDeletedHours", "eventDays", "retentionDays", "auditDays"])
        #expect(keys("mount") == ["prefix", "publicUrl", "groups", "administrators"])
        #expect(keys("localization") == ["zoneIds", "zoneCodes", "resources"])
        #expect(keys("localization", "resources") == ["language", "texts"])
        let topic = try #require(schema["properties"]?["topics"]?["additionalProperties"])
        #expect(
            topic["properties"]?.members.map(\.name)
                == ["assignment", "capacity", "offerSeconds", "priority", "serviceLevelSeconds", "openingHours"])
        #expect(topic["additionalProperties"] == .bool(false))
        let hours = try #require(topic["properties"]?["openingHours"]?["properties"])
        #expect(hours.members.map(\.name).first == "zone" && hours.members.map(\.name).last == "exceptions")
        #expect(schema["required"] == .array([.string("store")]))
    }

    @Test("The schema states the bounds that the reader keeps", arguments: ConfigBounds.ranges.keys.sorted())
    func bounds(path: String) throws {
        let schema = try JSONValue(String(decoding: LibraryDescription.text(of: "config"), as: UTF8.self))
        let parts = path.split(separator: ".").map(String.init)
        let number = parts.reduce(schema as JSONValue?) { $1 == "*" ? $0?["additionalProperties"] : $0?["properties"]?[$1] }
        let (lowest, highest) = (try #require(number?["minimum"]?.int), try #require(number?["maximum"]?.int))
        func opens(_ value: Int) -> Bool {
            let members = parts.dropFirst().reversed().reduce("\(value)") { #"{"\#($1)":\#($0)}"# }
            return (try? settings(#""\#(parts[0])":\#(members)"#)) != nil
        }
        #expect(opens(lowest))
        #expect(opens(highest))
        #expect(!opens(highest + 1))
        // Below the range there is nothing but the 0 that stands for the usual value.
        #expect(!opens(lowest == 1 ? -1 : lowest - 1))
    }

    @Test("The library describes seven things in JSON and no eighth", arguments: [("operations", true), ("carriers", true), ("config", true), ("errors", true), ("events", true), ("openapi", true), ("session-states", true), ("", false), ("Config", false), ("wsdl", false)])
    func descriptions(kind: String, isKnown: Bool) throws {
        if isKnown {
            #expect(try JSONValue(String(decoding: LibraryDescription.text(of: kind), as: UTF8.self)).members.isEmpty == false)
        } else {
            let error = failure { try LibraryDescription.text(of: kind) }
            #expect(error?.kind == .value)
            #expect(error?.path == "kind")
        }
    }

    @Test("The life of a session is drawn in Graphviz's language")
    func drawing() throws {
        let text = String(decoding: try LibraryDescription.text(of: "session-states-graph"), as: UTF8.self)
        #expect(text.hasPrefix("digraph sessions {\n"))
        #expect(text.contains("InQueue -> CustomerLast [label=\"pickUp\\n"))
    }

    @Test(
        "A store that cannot be opened is an error that names it, and never another store",
        arguments: [
            ("postgres:desk", .config), ("sqlite:", .config), ("desk.db", .config), ("SQLITE:desk.db", .config),
            ("sqlite:/no/such/folder/desk.db", .store), ("sqlite://host/desk.db", .store),
        ] as [(String, OperationError.Kind)])
    func store(url: String, kind: OperationError.Kind) {
        let error = failure { try Engine(config: Array(#"{"store":"\#(url)"}"#.utf8)) }
        #expect(error?.kind == kind)
        #expect(error?.path == "store")
    }
}
