import Foundation

/// What Python's zoneinfo and the C library's localtime say about every zone, from 1970 to 2100.
enum PythonZones {
    static let directory = "/usr/share/zoneinfo"

    struct Zone {
        let name: String
        /// Instants with the offset, daylight flag and abbreviation in force.
        let instants: [(utc: Int64, seconds: Int32, isDaylight: Bool, abbreviation: String)]
        /// Local times around each change with the instant that Python takes them for (fold 0).
        let locals: [(local: Int64, utc: Int64)]
    }

    struct Failure: Error {
        let status: Int32
    }

    static func readAll() throws -> [Zone] {
        // Two processes of their own, each with every second zone and a file to write to: nothing that can wait for the other.
        let parts = try (0..<2).map { try start(part: $0, of: 2) }
        var zones: [Zone] = []
        for (process, file) in parts {
            process.waitUntilExit()
            defer { try? FileManager.default.removeItem(at: file) }
            guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
            var reader = Reader(bytes: [UInt8](try Data(contentsOf: file)))
            while !reader.isAtEnd { zones.append(reader.zone()) }
        }
        return zones.sorted { $0.name < $1.name }
    }

    private static func start(part: Int, of count: Int) throws -> (Process, URL) {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("zones-\(UUID().uuidString)")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, file.path, "\(part)", "\(count)"]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["PYTHONTZPATH": directory, "TZDIR": directory]) { _, new in new }
        try process.run()
        return (process, file)
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0
        var isAtEnd: Bool { position == bytes.count }

        mutating func integer<I: FixedWidthInteger>(_: I.Type) -> I {
            let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: I.self) }
            position += I.bitWidth / 8
            return I(littleEndian: value)
        }

        mutating func text() -> String {
            let count = Int(integer(UInt32.self))
            defer { position += count }
            return String(decoding: bytes[position..<position + count], as: UTF8.self)
        }

        mutating func zone() -> Zone {
            let name = text()
            let abbreviations = text().split(separator: " ").map(String.init)
            let instants = (0..<integer(UInt32.self)).map { _ in
                let utc = integer(Int64.self)
                let seconds = integer(Int32.self)
                let isDaylight = integer(UInt8.self) == 1
                return (utc, seconds, isDaylight, abbreviations[Int(integer(UInt8.self))])
            }
            let locals = (0..<integer(UInt32.self)).map { _ in (integer(Int64.self), integer(Int64.self)) }
            return Zone(name: name, instants: instants, locals: locals)
        }
    }

    /// Changes are looked for every three days until 2040 and every week after it, then narrowed down to the second.
    private static let script = """
        import datetime, os, struct, sys, time, zoneinfo
        utc, day = datetime.timezone.utc, 86400
        epoch = datetime.datetime(1970, 1, 1)
        stop = int(datetime.datetime(2100, 12, 31, tzinfo=utc).timestamp())
        middle = int(datetime.datetime(2040, 1, 1, tzinfo=utc).timestamp())
        coarse = list(range(0, middle, 3 * day)) + list(range(middle, stop, 7 * day)) + [stop]
        months = [int(datetime.datetime(y, m, 1, 12, tzinfo=utc).timestamp()) for y in range(1970, 2101) for m in range(1, 13)]

        def examine(name):
            tz = zoneinfo.ZoneInfo(name)
            os.environ['TZ'] = ':' + name
            time.tzset()
            moment = lambda t: datetime.datetime.fromtimestamp(t, tz)
            def state(t):
                d = moment(t)
                return d.utcoffset(), d.tzname()
            instants, walls, last = set(months), set(), state(coarse[0])
            for low, high in zip(coarse, coarse[1:]):
                now = state(high)
                while last != now:
                    a, b = low, high
                    while b - a > 1:
                        c = (a + b) // 2
                        if state(c) == last: a = c
                        else: b = c
                    instants.update((b - 1, b, b + 1))
                    before, after = state(a), state(b)
                    shifts = [int(s[0].total_seconds()) for s in (before, after)]
                    for shift in shifts + [sum(shifts) // 2]:
                        walls.update((b + shift - 1, b + shift, b + shift + 1))
                    last, low = after, b
            walls.update(months)
            names, rows = [], []
            for t in sorted(instants):
                d = moment(t)
                if d.tzname() not in names: names.append(d.tzname())
                rows.append(struct.pack('<qiBB', t, int(d.utcoffset().total_seconds()), time.localtime(t).tm_isdst,
                                        names.index(d.tzname())))
            locals = []
            for w in sorted(walls):
                d = (epoch + datetime.timedelta(seconds=w)).replace(tzinfo=tz)
                locals.append(struct.pack('<qq', w, int(d.timestamp())))
            text = lambda s: struct.pack('<I', len(s)) + s.encode()
            count = lambda rows: struct.pack('<I', len(rows)) + b''.join(rows)
            return text(name) + text(' '.join(names)) + count(rows) + count(locals)

        if __name__ == '__main__':
            path, part, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
            with open(path, 'wb') as file:
                for name in sorted(zoneinfo.available_timezones())[part::count]:
                    file.write(examine(name))
        """
}
