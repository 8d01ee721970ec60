import Wire

/// The data block of a zone file: transitions, local time types, abbreviations and leap seconds, all checked.
struct TZifBlock {
    /// Where the count of seconds jumps, and by how much it is ahead from there on.
    private struct Leap {
        let time: Int64
        let correction: Int64
    }

    private struct LocalType {
        let seconds: Int32
        let isDaylight: Bool
        let abbreviationStart: Int
    }

    private let transitions: [Int64]
    private let leaps: [Leap]
    /// Before the first transition, then after each.
    let offsets: [ZoneOffset]

    init(_ header: TZifHeader, _ input: inout TZifInput, isWide: Bool) throws(WireError) {
        guard header.typeCount > 0, header.characterCount > 0 else {
            throw input.malformed("expected at least one local time type and its abbreviation", path: "header")
        }
        guard [0, header.typeCount].contains(header.isStandardCount), [0, header.typeCount].contains(header.isUTCount)
        else {
            throw input.malformed("expected as many indicators as local time types, or none", path: "header")
        }
        // Known to be there before anything is allocated, so that a count costs no more than the bytes behind it.
        let size = header.blockSize(isWide: isWide)
        guard input.rest.count >= size else { throw input.truncated("block", missing: size - input.rest.count) }

        transitions = try Self.times(header.transitionCount, &input, width: isWide ? 8 : 4)
        let indices = try Self.typeIndices(header, &input)
        let types = try Self.types(header, &input)
        let typeOffsets = try Self.offsets(of: types, header, &input)
        leaps = try Self.leaps(header.leapCount, &input, width: isWide ? 8 : 4)
        try Self.checkIndicators(header, &input)
        // Type 0 holds before the first transition; the indices were checked against the number of types.
        offsets = [typeOffsets[0]] + indices.map { index in typeOffsets[index] }
    }

    /// The files of the `right/` folder count leap seconds; the rest of the world does not.
    func transitionsWithoutLeapSeconds() -> [Int64] {
        guard !leaps.isEmpty else { return transitions }
        var passed = 0
        var correction: Int64 = 0
        return transitions.map { time in
            while passed < leaps.count, leaps[passed].time <= time {
                correction = leaps[passed].correction
                passed += 1
            }
            return time - correction
        }
    }

    private static let farthest: ClosedRange<Int64> = -(1 << 59)...(1 << 59)

    private static func times(_ count: Int, _ input: inout TZifInput, width: Int) throws(WireError) -> [Int64] {
        var times: [Int64] = []
        times.reserveCapacity(count)
        for index in 0..<count {
            let time = try input.integer(width: width, "transitions[\(index)]")
            guard farthest.contains(time) else {
                throw input.value("expected a time within 2^59 seconds of 1970", path: "transitions[\(index)]", back: width)
            }
            if let last = times.last, last >= time {
                throw input.malformed("expected ascending times", path: "transitions[\(index)]", back: width)
            }
            times.append(time)
        }
        return times
    }

    private static func typeIndices(_ header: TZifHeader, _ input: inout TZifInput) throws(WireError) -> [Int] {
        var indices: [Int] = []
        indices.reserveCapacity(header.transitionCount)
        for index in 0..<header.transitionCount {
            let type = Int(try input.byte("transitions[\(index)].type"))
            guard type < header.typeCount else {
                throw input.value(
                    "expected a local time type below \(header.typeCount)", path: "transitions[\(index)].type", back: 1)
            }
            indices.append(type)
        }
        return indices
    }

    private static func types(_ header: TZifHeader, _ input: inout TZifInput) throws(WireError) -> [LocalType] {
        var types: [LocalType] = []
        types.reserveCapacity(header.typeCount)
        for index in 0..<header.typeCount {
            let seconds = try input.integer(width: 4, "types[\(index)].offset")
            guard (-89_999...93_599).contains(seconds) else {
                throw input.value("expected an offset between -25 and 26 hours", path: "types[\(index)].offset", back: 4)
            }
            let isDaylight = try input.byte("types[\(index)].isDaylight")
            guard isDaylight <= 1 else {
                throw input.value("expected 0 or 1", path: "types[\(index)].isDaylight", back: 1)
            }
            let start = Int(try input.byte("types[\(index)].abbreviation"))
            guard start < header.characterCount else {
                throw input.value(
                    "expected a place below \(header.characterCount)", path: "types[\(index)].abbreviation", back: 1)
            }
            types.append(LocalType(seconds: Int32(seconds), isDaylight: isDaylight == 1, abbreviationStart: start))
        }
        return types
    }

    /// Abbreviations are ended by a zero byte and may share their ends.
    private static func offsets(
        of types: [LocalType], _ header: TZifHeader, _ input: inout TZifInput
    ) throws(WireError) -> [ZoneOffset] {
        let characters = input.rest.prefix(header.characterCount)
        var offsets: [ZoneOffset] = []
        offsets.reserveCapacity(types.count)
        for (index, type) in types.enumerated() {
            let tail = characters.dropFirst(type.abbreviationStart)
            guard let end = tail.firstIndex(of: 0) else {
                throw WireError(
                    .malformed, "Time zone file: expected a zero byte after an abbreviation",
                    path: "types[\(index)].abbreviation", offset: characters.endIndex)
            }
            let name = tail[..<end]
            if let place = name.firstIndex(where: { byte in byte <= 0x20 || byte >= 0x7F }) {
                throw WireError(
                    .malformed, "Time zone file: expected printable ASCII in an abbreviation",
                    path: "types[\(index)].abbreviation", offset: place)
            }
            offsets.append(
                ZoneOffset(
                    seconds: type.seconds, isDaylight: type.isDaylight,
                    abbreviation: String(decoding: name, as: UTF8.self)))
        }
        try input.skip(header.characterCount, path: "abbreviations")
        return offsets
    }

    private static func leaps(_ count: Int, _ input: inout TZifInput, width: Int) throws(WireError) -> [Leap] {
        var leaps: [Leap] = []
        leaps.reserveCapacity(count)
        for index in 0..<count {
            let time = try input.integer(width: width, "leaps[\(index)].time")
            let correction = try input.integer(width: 4, "leaps[\(index)].correction")
            if let last = leaps.last {
                guard last.time < time else {
                    throw input.malformed("expected ascending times", path: "leaps[\(index)].time", back: width + 4)
                }
                // Version 4 repeats the last correction to say when the table expires. One second at a time keeps
                // transitions in order when the corrections are taken out.
                guard abs(correction - last.correction) <= 1 else {
                    throw input.value(
                        "expected a correction that differs by one second", path: "leaps[\(index)].correction", back: 4)
                }
            }
            leaps.append(Leap(time: time, correction: correction))
        }
        return leaps
    }

    /// They tell how the file was compiled and nothing about its offsets.
    private static func checkIndicators(_ header: TZifHeader, _ input: inout TZifInput) throws(WireError) {
        for index in 0..<header.isStandardCount + header.isUTCount {
            guard try input.byte("indicators[\(index)]") <= 1 else {
                throw input.value("expected 0 or 1", path: "indicators[\(index)]", back: 1)
            }
        }
    }
}
