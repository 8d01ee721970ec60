import Messages
import Sessions
import Storage

/// How entries are found: by the words that question and entry share, whole and without regard to case.
///
/// A keyword that the host gives says most, then one of the title, then one of the text; and a word that many entries have
/// says less than one that few have. Nothing is known of inflections: the host's keywords are for that.
enum FaqSearch {
    /// What is looked at of a question, of an entry, and of a category for one word; and how many answers there are.
    static let mostWordsOfQuestion = 32
    static let mostWordsOfEntry = 500
    static let mostEntriesOfWord: Int32 = 200
    static let mostAnswers = 5

    /// The words of a text, each once, in their order: letters and digits, two or more, of which 64 count.
    ///
    /// What is a letter beyond ASCII is decided roughly: the tables that know exactly weigh 22 KB.
    static func words(of text: String, limit: Int) -> [String] {
        var seen: Set<String> = []
        var words: [String] = []
        var word = ""
        var length = 0
        func end() {
            if length > 1, words.count < limit, seen.insert(word).inserted { words.append(word) }
            (word, length) = ("", 0)
        }
        for scalar in text.lowercased().unicodeScalars {
            if words.count == limit { break }
            if !isOfWord(scalar) { end() } else if length < 64 {
                word.append(Character(scalar))
                length += 1
            }
        }
        end()
        return words
    }

    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: true
        // Signs of Latin-1, punctuation, symbols, and the punctuation of East Asia.
        case 0x80...0xBF, 0x2000...0x2BFF, 0x3000...0x303F: false
        default: scalar.value > 0xBF
        }
    }

    /// The words by which an entry is found.
    static func words(of entry: FaqEntry) -> [FaqWord] {
        var weights: [String: Int32] = [:]
        var words: [String] = []
        for (text, weight) in [(entry.words, 4), (entry.title, 2), (entry.text, 1)] as [(String?, Int32)] {
            for word in FaqSearch.words(of: text ?? "", limit: mostWordsOfEntry - words.count) where weights[word] == nil {
                weights[word] = weight
                words.append(word)
            }
        }
        return words.map { FaqWord($0, weight: weights[$0] ?? 1) }
    }

    /// The entries of a category that fit a question best, the best first.
    static func entries<T: Reading<OperationError> & ~Copyable>(
        for question: String, inCategory categoryID: Int32, _ transaction: borrowing T
    ) throws(OperationError) -> [Int32] {
        var points: [Int32: Int64] = [:]
        for word in words(of: question, limit: mostWordsOfQuestion) {
            let entries = try transaction.faqEntries(withWord: word, inCategory: categoryID, limit: mostEntriesOfWord)
            for entry in entries { points[entry.id, default: 0] += Int64(entry.weight) * 1000 / Int64(entries.count) }
        }
        var best: [Int32] = []
        while best.count < mostAnswers, let most = points.values.max(), let id = points.filter({ $0.value == most }).keys.min() {
            best.append(id)
            points[id] = nil
        }
        return best
    }
}
