/// Names of a few bytes, copied without a call: most are shorter than what a call costs.
///
/// Nothing is read or written beyond the name itself: words at both of its ends overlap in the middle.
@usableFromInline
package enum ShortNames {
    /// Copies `count` bytes to a place that has room for them.
    @inlinable @inline(__always)
    package static func copy(_ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, _ count: Int) {
        if count >= 8 {
            var place = 0
            while place &+ 8 < count {
                store(Words.load(source + place), at: target + place)
                place &+= 8
            }
            store(Words.load(source + (count &- 8)), at: target + (count &- 8))
        } else if count >= 4 {
            let first = Words.loadHalf(source)
            let last = Words.loadHalf(source + (count &- 4))
            UnsafeMutableRawPointer(target).storeBytes(of: first.littleEndian, as: UInt32.self)
            UnsafeMutableRawPointer(target + (count &- 4)).storeBytes(of: last.littleEndian, as: UInt32.self)
        } else {
            for place in 0..<count { target[place] = source[place] }
        }
    }

    @inlinable @inline(__always)
    static func store(_ word: UInt64, at place: UnsafeMutablePointer<UInt8>) {
        UnsafeMutableRawPointer(place).storeBytes(of: word.littleEndian, as: UInt64.self)
    }
}
