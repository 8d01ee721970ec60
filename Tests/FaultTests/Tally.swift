/// What has happened in a world, so that a test can say that it did.
struct Tally: CustomStringConvertible {
    var answers = 0
    var failures = 0
    /// Steps in which something went wrong with the disk.
    var faults = 0
    var deaths = 0
    /// Commits of several writers at once.
    var shared = 0
    /// Deeds in the middle of which another process did something.
    var interrupted = 0
    /// Failures that a loss of power turned into successes: they had broken off after the commit.
    var lateCommits = 0
    /// How often time brought about what was due.
    var due = 0

    static func += (one: inout Tally, other: Tally) {
        one.answers += other.answers
        one.failures += other.failures
        one.faults += other.faults
        one.deaths += other.deaths
        one.shared += other.shared
        one.interrupted += other.interrupted
        one.lateCommits += other.lateCommits
        one.due += other.due
    }

    var description: String {
        "\(answers) answers, \(failures) failures, \(faults) faults, \(deaths) deaths, \(shared) shared commits, \(interrupted) interruptions, \(lateCommits) late commits"
    }
}
