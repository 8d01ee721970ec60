/// A carrier inside a carrier of its own type: the room for it is made apart.
package struct Boxed<Value: Carrier>: Sendable {
    // Never empty: the only way in is the initialiser, and no method removes.
    private var one: [Value]

    package init(_ value: Value) {
        one = [value]
    }

    /// What the room takes besides the carrier, about.
    static var overhead: Int { 48 }

    package var value: Value {
        get { one[0] }
        _modify { yield &one[0] }
    }
}

/// A carrier that is often null, or large, and is kept apart from the one that holds it: null then takes no more room than a
/// pointer.
@propertyWrapper
package struct Apart<Value: Carrier>: Sendable {
    package var box: Boxed<Value>?

    package init() {}

    package var wrappedValue: Value? {
        get { box?.value }
        set { box = newValue.map { Boxed($0) } }
    }
}
