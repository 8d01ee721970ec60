import Carriers
import Testing
import Wire

@testable import Messages

@Suite("SOAP faults")
struct SOAPFaultTests {
    private func written(_ fault: SOAPFault, _ version: SOAPVersion) -> String {
        SOAPResponseWriter.fault(fault, version).text()
    }

    @Test("SOAP 1.1 has a code and a text, in no namespace")
    func soap11() {
        let fault = SOAPFault(.sender, WireError(.malformed, "a < b", path: "Ids[1]", offset: 12))
        #expect(
            written(fault, .soap11)
                == "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault><faultcode>s:Client</faultcode>"
                + "<faultstring>Ids[1]: a &lt; b (at byte 12)</faultstring></s:Fault></s:Body></s:Envelope>")
    }

    @Test("SOAP 1.2 has a code with a value and a reason in a language")
    func soap12() {
        #expect(
            written(SOAPFault(.receiver, "out of order"), .soap12)
                == "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body><s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code>"
                + "<s:Reason><s:Text xml:lang=\"en\">out of order</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>")
    }

    @Test("Codes and statuses are those of the version")
    func codes() {
        let codes: [(SOAPFault.Code, String, String, Int, Int)] = [
            (.sender, "Client", "Sender", 500, 400), (.receiver, "Server", "Receiver", 500, 500),
            (.mustUnderstand, "MustUnderstand", "MustUnderstand", 500, 500), (.versionMismatch, "VersionMismatch", "VersionMismatch", 500, 500),
        ]
        for (code, old, new, oldStatus, newStatus) in codes {
            let fault = SOAPFault(code, "x")
            #expect(written(fault, .soap11).contains("<faultcode>s:\(old)</faultcode>"))
            #expect(written(fault, .soap12).contains("<s:Value>s:\(new)</s:Value>"))
            #expect(fault.status(.soap11) == oldStatus)
            #expect(fault.status(.soap12) == newStatus)
        }
    }

    @Test("SOAP 1.2 says which header was not understood, and which envelopes are")
    func headers() {
        var fault = SOAPFault(.mustUnderstand, "x")
        fault.header = ("urn:\"x\"", "Security")
        #expect(written(fault, .soap12).contains("<s:Header><s:NotUnderstood qname=\"h:Security\" xmlns:h=\"urn:&quot;x&quot;\"/></s:Header>"))
        #expect(
            written(SOAPFault(.versionMismatch, "x"), .soap12).contains(
                "<s:Header><s:Upgrade><s:SupportedEnvelope qname=\"v0:Envelope\" xmlns:v0=\"http://www.w3.org/2003/05/soap-envelope\"/>"
                    + "<s:SupportedEnvelope qname=\"v1:Envelope\" xmlns:v1=\"http://schemas.xmlsoap.org/soap/envelope/\"/></s:Upgrade></s:Header>"))
    }

    @Test("A client takes a fault of either version for a failure")
    func reading() {
        for (version, code) in [(SOAPVersion.soap11, "Client"), (.soap12, "Sender")] {
            let failure = SOAPFixture.failure(written(SOAPFault(.sender, WireError(.value, "no", offset: 3)), version))
            #expect(failure == RemoteFailure(message: "no (at byte 3)", type: code, isFault: true))
        }
        let detailed = """
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode xmlns:a="urn:a">a:InternalServiceFault</faultcode>
            <faultstring xml:lang="nb-NO">Feil &amp; mangler</faultstring><detail><x><y/></x></detail></s:Fault></s:Body></s:Envelope>
            """
        #expect(SOAPFixture.failure(detailed) == RemoteFailure(message: "Feil & mangler", type: "InternalServiceFault", isFault: true))
    }
}
