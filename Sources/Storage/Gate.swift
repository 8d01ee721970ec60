/// Lets a number of threads be behind it at one time.
final class Gate: Sendable {
    let places: Int
    private let taken = Monitor(0)

    /// - Parameter places: taken as at least one.
    init(places: Int) {
        self.places = max(1, places)
    }

    /// Waits for a place; false when none is free in time. Whoever has one leaves again.
    func pass(milliseconds: Int32?) -> Bool {
        taken.wait(for: .turn, milliseconds: milliseconds) { taken in
            guard taken < places else { return nil }
            taken += 1
            return true
        } otherwise: { _ in false } ?? false
    }

    func leave() {
        taken.enter { $0 -= 1 }
        taken.ring(.turn)
    }
}
