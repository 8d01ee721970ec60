import Carriers
import Glibc
import Wire

/// One thing that is measured; the raw value is its name in bench/run.
enum Mode: String, CaseIterable {
    case jsonIn = "json-in"
    case jsonOut = "json-out"
}

/// This library, measured: what a mode starts from and what it leaves.
struct Contender: ~Copyable {
    let corpus: String
    private var prepared: Mode?
    private var input: [UInt8] = []
    private var sessions: [ChatSessionEntity] = []
    private(set) var output = ByteWriter(capacity: 32 << 20)

    init(corpus: String) {
        self.corpus = corpus
    }

    /// Not timed: reads the corpus, and for an encoder decodes it.
    mutating func prepare(_ mode: Mode) throws(WireError) {
        if prepared == mode { return }
        prepared = mode
        switch mode {
        case .jsonIn: input = file(corpus + "/corpus.json")
        case .jsonOut:
            input = file(corpus + "/corpus.json")
            try decodeJSON()
        }
    }

    /// Timed: one whole document.
    mutating func once(_ mode: Mode) throws(WireError) {
        switch mode {
        case .jsonIn: try decodeJSON()
        case .jsonOut: encodeJSON()
        }
    }

    mutating func checksum(_ mode: Mode) -> UInt64 {
        var sum = Checksum()
        switch mode {
        case .jsonIn: sum.carriers(&sessions)
        case .jsonOut: output.withBytes { sum.bytes($0) }
        }
        return sum.value
    }

    private mutating func decodeJSON() throws(WireError) {
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
