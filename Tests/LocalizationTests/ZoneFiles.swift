import Foundation

@testable import Localization

/// Builds zone files byte by byte, and folders of them.
enum ZoneFiles {
    static func header(
        version: UInt8 = UInt8(ascii: "2"), isUT: UInt32 = 0, isStandard: UInt32 = 0, leaps: UInt32 = 0, transitions: UInt32 = 0,
        types: UInt32 = 1, characters: UInt32 = 4
    ) -> [UInt8] {
        Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
            + [isUT, isStandard, leaps, transitions, types, characters].flatMap { bigEndian($0) }
    }

    static func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }

    static func type(_ seconds: Int32, isDaylight: Bool = false, abbreviation: UInt8 = 0) -> [UInt8] {
        bigEndian(seconds) + [isDaylight ? 1 : 0, abbreviation]
    }

    /// A version 2 file with an empty first block.
    static func version2(_ second: [UInt8], footer: String) -> [UInt8] {
        header(types: 0, characters: 0) + second + Array("\n\(footer)\n".utf8)
    }

    /// One type, no transitions, and a rule.
    static func simple(footer: String) -> [UInt8] {
        version2(header() + type(3600) + Array("CET\0".utf8), footer: footer)
    }

    static func system(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: PythonZones.directory + "/" + name)))
    }

    /// A folder that is gone when the body is done.
    static func withFolder(_ files: [String: [UInt8]], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("zones-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, bytes) in files {
            let file = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        try body(folder.path)
    }
}
