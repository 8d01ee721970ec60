import Wire

/// How many carriers to make room for in a list that is full.
///
/// A list that fills its message has about as many more as the rest of the text, `left`, holds of the length of those that
/// were read. The ones to come never get more room than if the text that is left were as large as they are. Any other list
/// doubles.
func likelyCount<C: Carrier>(of carriers: [C], read: Int, left: Int) -> Int {
    guard left > 0 else { return max(carriers.count * 2, 1) }
    let average = max(read / max(carriers.count, 1), MemoryLayout<C>.stride, 1)
    // A little more than the average says, so that a list seldom has to be moved for its last few.
    return carriers.count + left / average + left / average / 16 + 1
}

// A list that grows is there twice while it moves, and is counted twice for that time. Generic, and so not part of the
// readers themselves: the compiler makes copies for each carrier only within a module.

extension JSONDecoder {
    /// Makes room for `capacity` elements in a list that is full.
    @inline(__always)
    mutating func grow<T>(_ list: inout [T], to capacity: Int) throws(WireError) {
        let before = list.capacity
        try reader.count(capacity * MemoryLayout<T>.stride)
        list.reserveCapacity(capacity)
        reader.discount(before * MemoryLayout<T>.stride)
    }

    /// Makes room for one more element of a list, but for no more of them than the rest of the text can hold.
    /// - Parameter shortest: the fewest bytes of text that an element takes, comma included.
    @inline(__always)
    mutating func makeRoom<T>(in list: inout [T], shortest: Int) throws(WireError) {
        guard list.count == list.capacity else { return }
        let most = list.count + (reader.end - reader.position) / shortest + 1
        try grow(&list, to: min(most, list.count * 2 + 2))
    }
}

extension XMLDecoder {
    /// Makes room for `capacity` elements in a list that is full.
    @inline(__always)
    mutating func grow<T>(_ list: inout [T], to capacity: Int) throws(WireError) {
        let before = list.capacity
        try reader.count(capacity * MemoryLayout<T>.stride)
        list.reserveCapacity(capacity)
        reader.discount(before * MemoryLayout<T>.stride)
    }

    /// Makes room for one more element of a list.
    @inline(__always)
    mutating func makeRoom<T>(in list: inout [T]) throws(WireError) {
        if list.count == list.capacity { try grow(&list, to: list.count * 2 + 2) }
    }
}
