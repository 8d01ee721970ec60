import Carriers
import Glibc
import Wire

/// One thing that is measured; the raw value is its name in bench/run.
enum Mode: String, CaseIterable {
    case jsonIn = "json-in"
    case jsonOut = "json-out"
    case xmlIn = "xml-in"
    case xmlOut = "xml-out"
}

/// This library, measured: what a mode starts from and what it leaves.
struct Contender: ~Copyable {
    let json: String
    let xml: String
    private var prepared: Mode?
    private var input: [UInt8] = []
    private var sessions: [ChatSessionEntity] = []
    private(set) var output = ByteWriter(capacity: 32 << 20)

    init(json: String, xml: String) {
        self.json = json
        self.xml = xml
    }

    /// Not timed: reads the corpus, and for an encoder decodes it.
    mutating func prepare(_ mode: Mode) throws(WireError) {
        if prepared == mode { return }
        prepared = mode
        switch mode {
        case .jsonIn: input = file(json)
        case .jsonOut:
            input = file(json)
            try decodeJSON()
        case .xmlIn: input = file(xml)
        case .xmlOut:
            input = file(xml)
            try decodeXML()
        }
    }

    /// Timed: one whole document.
    mutating func once(_ mode: Mode) throws(WireError) {
        switch mode {
        case .jsonIn: try decodeJSON()
        case .jsonOut: encodeJSON()
        case .xmlIn: try decodeXML()
        case .xmlOut: encodeXML()
        }
    }

    mutating func checksum(_ mode: Mode) -> UInt64 {
        var sum = Checksum()
        switch mode {
        case .jsonIn, .xmlIn: sum.carriers(&sessions)
        case .jsonOut, .xmlOut: output.withBytes { sum.bytes($0) }
        }
        return sum.value
    }

    private mutating func decodeJSON() throws(WireError) {
        // The last ones go first, as the peers let them go.
        sessions = []
        sessions = try input.withUnsafeBufferPointer { (bytes) throws(WireError) in
            try JSONDecoder.read(bytes) { (decoder) throws(WireError) in try decoder.carriers() }
        }
    }

    private mutating func encodeJSON() {
        var encoder = JSONEncoder(into: exchange(&output, with: ByteWriter(capacity: 0)))
        encoder.out.removeAll()
        encoder.carriers(&sessions)
        output = encoder.finish()
    }

    private static let service = "http://www.superoffice.net/ws/crm/NetServer/Services88"

    /// The corpus is the SOAP response of an operation: Envelope, Header, Body, the operation's element, Response.
    private mutating func decodeXML() throws(WireError) {
        sessions = []
        sessions = try input.withUnsafeBufferPointer { (bytes) throws(WireError) in
            try XMLDecoder.read(bytes, service: Contender.service) { (decoder) throws(WireError) in
                _ = try decoder.root()
                while let part = try decoder.child(), part.text != "Body" { try decoder.reader.skipContent() }
                _ = try decoder.child()
                _ = try decoder.child()
                let sessions: [ChatSessionEntity] = try decoder.carriers()
                while decoder.reader.depth > 0 { try decoder.reader.skipContent() }
                return sessions
            }
        }
    }

    private mutating func encodeXML() {
        var encoder = XMLEncoder(XMLForm(), into: exchange(&output, with: ByteWriter(capacity: 0)))
        encoder.out.removeAll()
        encoder.out.put("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>")
        encoder.out.put("<ChatSessionsForUserResponse xmlns=\"\(Contender.service)\">")
        encoder.out.put("<Response xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">")
        encoder.carriers(&sessions)
        encoder.out.put("</Response></ChatSessionsForUserResponse></s:Body></s:Envelope>")
        output = encoder.finish()
    }

    private func file(_ path: String) -> [UInt8] {
        guard let stream = fopen(path, "rb") else { return [] }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = fread(&chunk, 1, chunk.count, stream)
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }
}
