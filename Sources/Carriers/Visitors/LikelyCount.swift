/// How many carriers a list comes to that fills its text, if the rest of them are about as long as those that were read.
///
/// The ones to come never take more room than they would if the text that is left were as large as they are.
func likelyCount<C: Carrier>(of carriers: [C], read: Int, left: Int) -> Int {
    let average = Swift.max(read / Swift.max(carriers.count, 1), MemoryLayout<C>.stride, 1)
    // A little more than the average says, so that a list seldom has to be moved for its last few.
    return carriers.count + left / average + left / average / 16 + 1
}
