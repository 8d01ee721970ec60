import Wire

/// A carrier inside a carrier of its own type: the room for it is made apart.
package struct Boxed<Value: Carrier>: Sendable {
    // Never empty: the only way in is the initialiser, and no method removes.
    private var one: [Value]
    /// The carrier as JSON, where that is known; it is forgotten when the carrier may be changed.
    private(set) var json: [UInt8]?

    package init(_ value: Value) {
        one = [value]
    }

    /// A carrier that is shown more often than changed: it is written once, and copied from then on.
    package init(written value: Value) {
        self.init(value)
        var encoder = JSONEncoder()
        self.value.write(to: &encoder)
        json = encoder.finish().bytes()
    }

    /// What the room takes besides the carrier, about.
    static var overhead: Int { 48 }

    package var value: Value {
        get { one[0] }
        _modify {
            if json != nil { json = nil }
            yield &one[0]
        }
    }
}

/// A carrier that is often null, or large, and is kept apart from the one that holds it: null then takes no more room than a
/// pointer or two.
@propertyWrapper
package struct Apart<Value: Carrier>: Sendable {
    package var box: Boxed<Value>?

    package init() {}

    package var wrappedValue: Value? {
        get { box?.value }
        set { box = newValue.map { Boxed($0) } }
    }

    /// The carrier in its room, to be handed on as it is.
    package var projectedValue: Boxed<Value>? {
        get { box }
        set { box = newValue }
    }
}
