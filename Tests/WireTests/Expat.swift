import Foundation

/// What expat, by way of Python, says of documents: the reader that the differential test is held against.
enum Expat {
    struct Failure: Error {
        let status: Int32
    }

    /// For each document the lines of its infoset, as the fixture describes it; nil where expat refuses the document.
    static func infosets(_ documents: [[UInt8]]) throws -> [[String]?] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("expat-\(UUID().uuidString)")
        var input = Data()
        for document in documents {
            withUnsafeBytes(of: UInt32(document.count).littleEndian) { input.append(contentsOf: $0) }
            input.append(contentsOf: document)
        }
        try input.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }

        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, file.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return try JSONDecoder().decode([[String]?].self, from: data)
    }

    private static let script = """
        import json, struct, sys, xml.parsers.expat

        def infoset(document):
            lines, text = [], []
            def name(written):
                uri, _, local = written.rpartition('\\x01')
                return '{%s}%s' % (uri, local) if uri else local
            def flush():
                if text: lines.append('=' + ''.join(text))
                text.clear()
            def start(tag, attributes):
                flush()
                lines.append('<' + name(tag))
                lines.extend(sorted('@%s=%s' % (name(key), value) for key, value in attributes.items()))
            def end(tag):
                flush()
                lines.append('>')
            parser = xml.parsers.expat.ParserCreate(namespace_separator='\\x01')
            parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text.append
            parser.Parse(document, True)
            return lines

        data, place, results = open(sys.argv[1], 'rb').read(), 0, []
        while place < len(data):
            size, = struct.unpack_from('<I', data, place)
            document = data[place + 4:place + 4 + size]
            place += 4 + size
            try: results.append(infoset(document))
            except (xml.parsers.expat.ExpatError, ValueError, LookupError): results.append(None)
        json.dump(results, sys.stdout)
        """
}
