/// Decimal digits, eight at a time.
extension Words {
    @inlinable package static var zeros: UInt64 { 0x3030_3030_3030_3030 }

    /// Marks the bytes of `digits` that are above nine.
    @inlinable @inline(__always)
    package static func notDigits(_ digits: UInt64) -> UInt64 {
        ((digits &+ 0x7676_7676_7676_7676) | digits) & highs
    }

    /// The number that eight digits make, the first of them in the lowest byte.
    @inlinable @inline(__always)
    package static func number(_ digits: UInt64) -> UInt64 {
        let pairs = digits &* 10 &+ digits &>> 8
        let even: UInt64 = 0x0000_00FF_0000_00FF
        let high = (pairs & even) &* 0x000F_4240_0000_0064
        let low = (pairs &>> 16 & even) &* 0x0000_2710_0000_0001
        return (high &+ low) &>> 32
    }

    /// Takes a fixed layout such as `00:00:00` off a word: digits where it has zeros, nothing where it has other
    /// letters. Nil when the word is not laid out so.
    @inlinable @inline(__always)
    package static func digits(_ word: UInt64, laidOutAs layout: UInt64) -> UInt64? {
        let digits = word ^ layout
        // Up to nine is room for a digit; a letter of the layout has to be gone altogether.
        let letters = layout ^ zeros
        let isLetter = ((letters &+ 0x7F7F_7F7F_7F7F_7F7F) & highs) &>> 7
        let slack = 0x7676_7676_7676_7676 &+ isLetter &* 9
        return ((digits &+ slack) | digits) & highs == 0 ? digits : nil
    }

    /// The number that the two digits from byte `index` on make.
    @inlinable @inline(__always)
    package static func pair(_ digits: UInt64, at index: UInt64) -> Int {
        let two = digits &>> (index &* 8)
        return Int(truncatingIfNeeded: (two & 0xFF) &* 10 &+ (two &>> 8 & 0xFF))
    }
}
