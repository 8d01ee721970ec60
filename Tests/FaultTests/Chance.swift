/// Numbers that look like chance and come again with the same seed (SplitMix64).
struct Chance {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// A number from 0 to below `end`.
    mutating func below(_ end: Int) -> Int { Int(next() % UInt64(max(end, 1))) }

    mutating func one<T>(of list: [T]) -> T { list[below(list.count)] }

    /// True in so many of a hundred cases.
    mutating func percent(_ share: Int) -> Bool { below(100) < share }

    /// One of the values, each as often as its weight says.
    mutating func weighted<T>(_ list: [(Int, T)]) -> T {
        var place = below(list.reduce(0) { $0 + $1.0 })
        for (weight, value) in list {
            if place < weight { return value }
            place -= weight
        }
        return list[list.count - 1].1
    }
}
