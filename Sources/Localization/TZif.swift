package import Wire

/// Reads compiled time zone files, versions 1 to 4 of RFC 9636.
package enum TZif {
    /// The largest file of the database has 4 KiB.
    package static let maximumSize = 64 << 10

    /// - Throws: `malformed`, `value` or `limit`, with the part of the file and the byte.
    package static func rules(from bytes: [UInt8]) throws(WireError) -> TimeZoneRules {
        guard bytes.count <= maximumSize else {
            throw WireError(.limit, "A time zone file may have \(maximumSize) bytes", offset: maximumSize)
        }
        var input = TZifInput(bytes: bytes)
        let first = try TZifHeader(&input)
        let block: TZifBlock
        var rule: PosixTimeZone?
        if first.version == 1 {
            block = try TZifBlock(first, &input, isWide: false)
        } else {
            // Later versions begin with a block for readers of version 1; the one of 64 bits and the footer follow.
            try input.skip(first.blockSize(isWide: false), path: "version1")
            let second = try TZifHeader(&input)
            guard second.version == first.version else {
                throw input.malformed("the two headers tell different versions", path: "header", back: TZifHeader.size)
            }
            block = try TZifBlock(second, &input, isWide: true)
            rule = try footer(&input)
        }
        guard input.isAtEnd else { throw input.malformed("expected the end of the file", path: "footer") }
        return TimeZoneRules(
            transitions: block.transitionsWithoutLeapSeconds(), offsets: block.offsets, rule: rule)
    }

    /// The rule between two line ends; empty when the zone has none.
    private static func footer(_ input: inout TZifInput) throws(WireError) -> PosixTimeZone? {
        guard try input.byte("footer") == UInt8(ascii: "\n") else {
            throw input.malformed("expected a line end", path: "footer", back: 1)
        }
        let rule = input.rest.prefix { byte in byte != UInt8(ascii: "\n") }
        let zone = rule.isEmpty ? nil : try PosixTimeZone(parsing: rule, path: "footer")
        try input.skip(rule.count + 1, path: "footer")
        return zone
    }
}

/// The bytes of a file, read forwards.
struct TZifInput {
    private(set) var rest: ArraySlice<UInt8>

    init(bytes: [UInt8]) {
        rest = bytes[...]
    }

    var isAtEnd: Bool { rest.isEmpty }
    var position: Int { rest.startIndex }

    mutating func byte(_ path: @autoclosure () -> String) throws(WireError) -> UInt8 {
        guard let byte = rest.popFirst() else { throw truncated(path(), missing: 1) }
        return byte
    }

    /// A big-endian number of `width` bytes, sign extended.
    mutating func integer(width: Int, _ path: @autoclosure () -> String) throws(WireError) -> Int64 {
        guard rest.count >= width else { throw truncated(path(), missing: width - rest.count) }
        var value: Int64 = 0
        for (index, byte) in rest.prefix(width).enumerated() {
            value = index == 0 ? Int64(Int8(bitPattern: byte)) : value << 8 | Int64(byte)
        }
        rest.removeFirst(width)
        return value
    }

    mutating func skip(_ count: Int, path: String) throws(WireError) {
        guard rest.count >= count else { throw truncated(path, missing: count - rest.count) }
        rest.removeFirst(count)
    }

    func truncated(_ path: String, missing: Int) -> WireError {
        WireError(
            .malformed, "Time zone file: it ends too early, expected \(missing) more byte\(missing == 1 ? "" : "s")",
            path: path, offset: rest.endIndex)
    }

    /// - Parameter back: how many bytes before the place reached the fault lies.
    func malformed(_ message: String, path: String, back: Int = 0) -> WireError {
        WireError(.malformed, "Time zone file: \(message)", path: path, offset: rest.startIndex - back)
    }

    func value(_ message: String, path: String, back: Int) -> WireError {
        WireError(.value, "Time zone file: \(message)", path: path, offset: rest.startIndex - back)
    }
}

/// What a block holds, by number.
struct TZifHeader {
    static let size = 44

    let version: Int
    let isUTCount: Int
    let isStandardCount: Int
    let leapCount: Int
    let transitionCount: Int
    let typeCount: Int
    let characterCount: Int

    init(_ input: inout TZifInput) throws(WireError) {
        for expected in "TZif".utf8 {
            guard try input.byte("magic") == expected else {
                throw input.malformed("expected 'TZif'", path: "magic", back: 1)
            }
        }
        // A version that is not known yet keeps the layout of those before it, by the rule of the format.
        switch try input.byte("version") {
        case 0: version = 1
        case let digit where digit.isDigit && digit >= UInt8(ascii: "2"): version = Int(digit - UInt8(ascii: "0"))
        default: throw input.malformed("expected version 1 to 4", path: "version", back: 1)
        }
        try input.skip(15, path: "header")
        isUTCount = try Self.count(&input, "isutcnt")
        isStandardCount = try Self.count(&input, "isstdcnt")
        leapCount = try Self.count(&input, "leapcnt")
        transitionCount = try Self.count(&input, "timecnt")
        typeCount = try Self.count(&input, "typecnt")
        characterCount = try Self.count(&input, "charcnt")
    }

    /// 32 bits without a sign; the sums of `blockSize` stay far within 64.
    private static func count(_ input: inout TZifInput, _ name: String) throws(WireError) -> Int {
        Int(try input.integer(width: 4, "header.\(name)") & 0xFFFF_FFFF)
    }

    func blockSize(isWide: Bool) -> Int {
        let timeSize = isWide ? 8 : 4
        return transitionCount * (timeSize + 1) + typeCount * 6 + characterCount + leapCount * (timeSize + 4)
            + isStandardCount + isUTCount
    }
}
