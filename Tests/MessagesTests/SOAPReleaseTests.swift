import Carriers
import Testing
import Wire

@testable import Messages

@Suite("What only the newest release of SOAP has")
struct SOAPReleaseTests {
    private func presence(_ bits: Int32, in release: Int, _ dialect: SOAPDialect) -> String {
        var presence = ChatPresence()
        presence.rights.tableRight = TableRight()
        presence.rights.tableRight?.mask.bits = bits
        var result = PresenceResult()
        result.response = [presence]
        return SOAPResponseWriter.result(SOAPForm(dialect, .soap11, .chat, release), element: "GetChatPresenceResponse") { encoder in
            encoder.arguments(&result)
        }.text()
    }

    @Test("Names of flags that a release does not know are left out of its messages", arguments: [SOAPDialect.wsdl, .manual])
    func flags(dialect: SOAPDialect) {
        #expect(presence(1 | 64 | 128, in: 88, dialect).contains(">Select Unused1 Uninitialized</"))
        for release in 84...87 {
            #expect(presence(1 | 64 | 128, in: release, dialect).contains(">Select</"))
            #expect(!presence(64, in: release, dialect).contains("Unused1"))
        }
        // A bit that no release names is kept as a number, as everywhere.
        #expect(presence(1 | 1 << 20, in: 87, dialect).contains(">Select 1048576</"))
    }

    @Test("The bits that only the newest release knows are those all of whose names are its own")
    func bits() {
        func expected<F: ProtocolFlags>(_ type: F.Type) -> Int32 {
            let newest = F.namesOfNewestRelease.map { "\($0)" }
            let known = F.names.filter { !newest.contains("\($0.name)") }.reduce(0) { $0 | $1.bits }
            return F.names.reduce(0) { $0 | $1.bits } & ~known
        }
        #expect(expected(ETableRight.self) == ETableRight.bitsOfNewestRelease)
        #expect(expected(EFieldRight.self) == EFieldRight.bitsOfNewestRelease)
        #expect(expected(ChatSessionFlags.self) == ChatSessionFlags.bitsOfNewestRelease)
        #expect(expected(WidgetRequiredFields.self) == WidgetRequiredFields.bitsOfNewestRelease)
    }
}
