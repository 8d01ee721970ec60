import Messages
import Wire

// Any bytes are taken as a filter and as the other options of a list: they are understood or refused at a byte that is
// there, and nothing traps.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
    guard let text = String(validating: UnsafeBufferPointer(start: data, count: size), as: UTF8.self) else { return 0 }
    do throws(WireError) {
        if let filter = try FilterExpression(text), depth(of: filter) > 2 * FilterExpression.Bounds.depth + 2 {
            fatalError("a filter is deeper than its bound")
        }
    } catch {
        if error.offset < 0 || error.offset > size { fatalError("a place is outside of the filter") }
    }
    var options = ODataOptions()
    for option in [\ODataOptions.select, \.orderBy, \.mode] {
        options[keyPath: option] = text
        do throws(OperationError) { _ = try ListOptions(options) } catch {
            if error.status != 400 { fatalError("a bad option is not 400") }
        }
        options[keyPath: option] = nil
    }
    _ = HTTPDate(text, now: 639_000_000_000_000_000)
    if let pattern = OriginPattern(text) { _ = pattern.matches(text) }
    return 0
}

private func depth(of filter: FilterExpression) -> Int {
    switch filter {
    case .and(let parts), .or(let parts): 1 + (parts.map(depth).max() ?? 0)
    case .not(let part): 1 + depth(of: part)
    case .test: 1
    }
}
