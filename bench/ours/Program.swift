import Glibc
import Wire

/// This library as one contender of bench/run: commands come a line at a time on stdin; bench/README.md has the protocol.
@main
enum Program {
    static func main() throws {
        guard CommandLine.arguments.count == 3 else { exit(2) }
        var contender = Contender(json: CommandLine.arguments[1], xml: CommandLine.arguments[2])
        while let line = readLine() {
            let words = line.split(separator: " ")
            if words.first == "modes" {
                answer(Mode.allCases.map(\.rawValue).joined(separator: " "))
                continue
            }
            guard words.count == 3, let mode = Mode(rawValue: String(words[1])) else { exit(2) }
            try contender.prepare(mode)
            if words[0] == "run", let iterations = Int(words[2]) {
                let begin = nanoseconds()
                for _ in 0..<iterations { try contender.once(mode) }
                let time = nanoseconds() - begin
                answer("\(time) \(String(contender.checksum(mode), radix: 16))")
            } else if words[0] == "write", let stream = fopen(String(words[2]), "wb") {
                try contender.once(mode)
                contender.output.withBytes { _ = fwrite($0.baseAddress, 1, $0.count, stream) }
                fclose(stream)
                answer("\(contender.output.count)")
            } else {
                exit(2)
            }
        }
    }

    /// Answers at once: the other side waits for each line.
    private static func answer(_ line: String) {
        var line = line + "\n"
        line.withUTF8 { _ = write(1, $0.baseAddress, $0.count) }
    }

    private static func nanoseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
