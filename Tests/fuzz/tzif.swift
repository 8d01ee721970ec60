import Localization
import Wire

// Whatever a time zone file holds, it is read or refused, and what was read answers for every moment.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    guard let rules = try? TZif.rules(from: bytes) else { return 0 }
    for moment: Int64 in [.min, -62_135_596_800, -1, 0, 951_782_400, 1_795_219_200, 253_402_300_799, .max] {
        let offset = rules.offset(atUTC: moment)
        guard (-172_800...172_800).contains(offset.seconds) else { fatalError("an offset of more than two days") }
        _ = rules.utc(fromLocal: moment)
    }
    return 0
}
