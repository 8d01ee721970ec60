package import Wire

/// Goes through carriers and replaces texts and dates: the caller's language and time zone, as a last step before an
/// answer is written.
package struct Rewriter: ValueVisitor {
    package typealias Failure = Never
    package static var rightsComeFirst: Bool { false }

    /// Answers the replacement of a text, or nil to leave it.
    package typealias TextRule = (String) -> String?
    package typealias DateRule = (DateTime) -> DateTime

    private let text: TextRule?
    private let date: DateRule?

    package init(text: TextRule?, date: DateRule?) {
        self.text = text
        self.date = date
    }

    package mutating func field(_ name: StaticString, _ value: inout String?) { self.value(&value) }

    package mutating func field(_ name: StaticString, _ value: inout SharedText) {
        if let text, let old = value.wrappedValue, let new = text(old) { value.wrappedValue = new }
    }

    package mutating func value(_ value: inout String?) {
        if let text, let old = value, let new = text(old) { value = new }
    }

    package mutating func field(_ name: StaticString, _ value: inout DateTime) {
        if let date { value = date(value) }
    }

    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) { self.value(&value) }

    package mutating func value<C: Carrier>(_ value: inout C?) {
        value?.rewrite(with: &self)
    }

    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) {
        value?.value.rewrite(with: &self)
    }

    package mutating func field<D: PairDictionary>(_ name: StaticString, _ value: inout D?) {
        for index in (value?.pairs ?? []).indices {
            guard var inner = value?.pairs[index].value else { continue }
            D.visit(&inner, &self)
            value?.pairs[index].value = inner
        }
    }

    package mutating func list(_ name: StaticString, _ value: inout [String?]?) {
        for index in (value ?? []).indices {
            var element = value?[index]
            self.value(&element)
            value?[index] = element
        }
    }

    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) { values(&value) }

    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [[C]]?) {
        for index in (value ?? []).indices {
            var inner = value?[index]
            values(&inner)
            value?[index] = inner ?? []
        }
    }

    package mutating func values<C: Carrier>(_ list: inout [C]?) {
        for index in 0..<(list?.count ?? 0) { list?[index].rewrite(with: &self) }
    }

    package mutating func value(_ value: inout Bool) {}
    package mutating func field(_ name: StaticString, _ value: inout Int32) {}
    package mutating func field(_ name: StaticString, _ value: inout Int16) {}
    package mutating func field(_ name: StaticString, _ value: inout Bool) {}
    package mutating func field(_ name: StaticString, _ value: inout Double) {}
    package mutating func field(_ name: StaticString, _ value: inout TimeSpan) {}
    package mutating func field(_ name: StaticString, _ value: inout Base64Bytes?) {}
    package mutating func field<E: ProtocolEnum>(_ name: StaticString, _ value: inout E) {}
    package mutating func field<F: ProtocolFlags>(_ name: StaticString, _ value: inout F) {}
    package mutating func list(_ name: StaticString, _ value: inout [Int32]?) {}
    package mutating func skipField() {}
}

extension Carrier {
    /// Lets a rewriter go through the carrier.
    package mutating func rewrite(with rewriter: inout Rewriter) {
        Self.codec.rewrite(&self, &rewriter)
    }
}
