/// Names of a few bytes, compared and copied without a call: most are shorter than what a call costs.
///
/// Nothing is read or written beyond the name itself: words at both of its ends overlap in the middle.
@usableFromInline
package enum ShortNames {
    /// Whether `count` bytes at both places are the same; both places must have that many.
    @inlinable @inline(__always)
    package static func equal(_ one: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        if count >= 8 {
            var place = 0
            while place &+ 8 < count {
                if Words.load(one + place) != Words.load(other + place) { return false }
                place &+= 8
            }
            return Words.load(one + (count &- 8)) == Words.load(other + (count &- 8))
        }
        if count >= 4 {
            return half(one) == half(other) && half(one + (count &- 4)) == half(other + (count &- 4))
        }
        for place in 0..<count where one[place] != other[place] { return false }
        return true
    }

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
            let first = half(source)
            let last = half(source + (count &- 4))
            UnsafeMutableRawPointer(target).storeBytes(of: first, as: UInt32.self)
            UnsafeMutableRawPointer(target + (count &- 4)).storeBytes(of: last, as: UInt32.self)
        } else {
            for place in 0..<count { target[place] = source[place] }
        }
    }

    @inlinable @inline(__always)
    static func half(_ place: UnsafePointer<UInt8>) -> UInt32 {
        UnsafeRawPointer(place).loadUnaligned(as: UInt32.self)
    }

    @inlinable @inline(__always)
    static func store(_ word: UInt64, at place: UnsafeMutablePointer<UInt8>) {
        UnsafeMutableRawPointer(place).storeBytes(of: word.littleEndian, as: UInt64.self)
    }
}
