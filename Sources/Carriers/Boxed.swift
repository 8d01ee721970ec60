/// A carrier inside a carrier of its own type: the room for it is made apart.
package struct Boxed<Value: Carrier>: Sendable {
    // Never empty: the only way in is the initialiser, and no method removes.
    private var one: [Value]

    package init(_ value: Value) {
        one = [value]
    }

    package var value: Value {
        get { one[0] }
        _modify { yield &one[0] }
    }
}
