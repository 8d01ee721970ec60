import Carriers
import Messages
import Testing
import Wire

@testable import Engine

@Suite("Who calls")
struct CallerTests {
    private static let presence = "Chat.GetChatPresence"

    @Test(
        "A caller is vouched for, or brings a password",
        arguments: [#"{"Associate":"anna"}"#, #"{"Associate":"ANNA"}"#, #"{"UserName":"anna","Password":"anna-secret"}"#])
    func forms(caller: String) throws {
        #expect(try Desk().call(Self.presence, caller: caller).elements.count == 4)
    }

    @Test(
        "Whoever is not known is refused",
        arguments: [
            (#"{"Associate":"nobody"}"#, "Associate"), (#"{"Associate":""}"#, "Associate"), (#"{"UserName":"anna","Password":"x"}"#, ""),
            (#"{"UserName":"anna"}"#, ""), (#"{"UserName":"anna","Password":null}"#, ""), (#"{"UserName":"","Password":""}"#, ""),
            (#"{"AccessToken":"8A:x"}"#, ""), (#"{"Ticket":"7T:x"}"#, ""),
        ])
    func unknown(caller: String, path: String) throws {
        let desk = try Desk()
        let error = failure { try desk.call(Self.presence, caller: caller) }
        #expect(error?.kind == .authentication)
        #expect(error?.path == path)
    }

    @Test(
        "What is wrong with the caller is told with its place",
        arguments: [
            (#"{"Asociate":"anna"}"#, .value, "caller.Asociate"), (#"{"Associate":1}"#, .value, "caller.Associate"),
            ("[]", .value, "caller"), (#"{"Associate":"anna""#, .malformed, "caller.Associate"), ("null", .value, "caller"),
            (#"{"Associate":"anna","Associate":"ben"}"#, .malformed, "caller.Associate"),
            (#"{"Associate":"anna","Select":"a//b"}"#, .value, "caller.Select"),
            (#"{"Associate":"anna","TimeZone":"XX-NOWHERE"}"#, .value, "TimeZone"),
        ] as [(String, OperationError.Kind, String)])
    func malformed(caller: String, kind: OperationError.Kind, path: String) throws {
        let desk = try Desk()
        let error = failure { try desk.call(Self.presence, caller: caller) }
        #expect(error?.kind == kind)
        #expect(error?.path == path)
    }

    @Test("A missing ticket that arrives as null does not make its bearer the host", arguments: ["Associate", "Ticket", "AccessToken", "UserName", "SessionKey"])
    func null(field: String) throws {
        let desk = try Desk()
        let error = failure { try desk.call("System.CountRows", caller: #"{"\#(field)":null}"#) }
        #expect(error?.kind == .value)
        #expect(error?.path == "caller.\(field)")
    }

    @Test("A password without a name, and two callers at once, are nobody")
    func ambiguous() throws {
        let desk = try Desk()
        let nameless = failure { try desk.call("System.CountRows", caller: #"{"Password":"anna-secret"}"#) }
        #expect(nameless?.kind == .value)
        #expect(nameless?.path == "caller.UserName")
        let two = failure { try desk.call(Self.presence, caller: #"{"Associate":"anna","Ticket":"7T:x"}"#) }
        #expect(two?.kind == .value)
        #expect(two?.path == "caller")
    }

    @Test("The host may say how it wants its answer and is still the host", arguments: ["", "{}", #"{"Language":"NO","TimeZone":"NO","Select":"Users"}"#])
    func host(caller: String) throws {
        #expect(try Desk().call("System.CountRows", caller: caller)["Users"]?.int == 5)
    }

    @Test(
        "Every operation is open to those whom the catalogue names, and to nobody else",
        arguments: Catalogue.operations.map(\.name))
    func access(name: String) throws {
        let desk = try Desk()
        let operation = try Catalogue.operation(named: name)
        func kind(_ caller: Caller) -> OperationError.Kind? {
            do throws(OperationError) {
                _ = try desk.engine.perform(operation, operation.arguments.init(), for: caller)
                return nil
            } catch { return error.kind }
        }
        // What the arguments' defaults give is not asked here, only that the door is open or closed.
        let doors: Set<OperationError.Kind?> = [.authentication, .denied, .internal]
        let associate = Caller.associate(id: 1, isAdministrator: false)
        let administrator = Caller.associate(id: 1, isAdministrator: true)
        switch operation.access {
        case .anybody:
            for caller in [.nobody, .host, associate, administrator] { #expect(!doors.contains(kind(caller))) }
        case .associate:
            #expect(kind(.nobody) == .authentication)
            #expect(kind(.host) == .authentication)
            #expect(!doors.contains(kind(associate)))
        case .customer:
            for caller in [.nobody, .host, associate, administrator] { #expect(kind(caller) == .authentication) }
            #expect(!doors.contains(kind(.customer(sessionID: 102))))
        case .host:
            #expect(kind(.nobody) == .authentication)
            #expect(kind(associate) == .denied)
            #expect(kind(administrator) == .denied)
            #expect(!doors.contains(kind(.host)))
        }
    }

    @Test("Every operation that is declared is performed by something")
    func handlers() {
        #expect(Set(HandlerTable.all.keys) == Set(Catalogue.operations.map(\.name)))
    }

    @Test("An operation that does not exist is an error of its own kind, whoever asks")
    func noOperation() throws {
        let desk = try Desk()
        for caller in ["", #"{"Associate":"anna"}"#] {
            let error = failure { try desk.call("Chat.MakeCoffee", caller: caller) }
            #expect(error?.kind == .operation)
            #expect(error?.path == "operation")
        }
    }
}
