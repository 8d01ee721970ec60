package import Carriers
package import Wire

/// Puts the text of a path's or a query's parameter into the argument that it stands for, checked for the argument's type.
package struct ParameterReader: FieldVisitor {
    package typealias Failure = WireError
    package static var rightsComeFirst: Bool { true }

    private let argument: String
    private let text: String
    /// Whether the argument was found.
    package private(set) var hasRead = false

    package init(_ value: RouteMatch.Value) {
        argument = value.parameter.argument
        text = value.text
    }

    private mutating func isAsked(_ name: StaticString) -> Bool {
        guard !hasRead, "\(name)".equalsIgnoringCase(argument) else { return false }
        hasRead = true
        return true
    }

    private func refused(_ expectation: String) -> WireError {
        WireError(.value, "expected \(expectation)", offset: 0)
    }

    private func read<I: FixedWidthInteger>(_ value: inout I) throws(WireError) {
        guard let number = I(text), text.utf8.first != 0x2B else { throw refused("a whole number from \(I.min) to \(I.max)") }
        value = number
    }

    package mutating func field(_ name: StaticString, _ value: inout Int32) throws(WireError) {
        if isAsked(name) { try read(&value) }
    }

    package mutating func field(_ name: StaticString, _ value: inout Int16) throws(WireError) {
        if isAsked(name) { try read(&value) }
    }

    package mutating func field(_ name: StaticString, _ value: inout Bool) throws(WireError) {
        guard isAsked(name) else { return }
        if text.equalsIgnoringCase("true") || text == "1" {
            value = true
        } else if text.equalsIgnoringCase("false") || text == "0" {
            value = false
        } else {
            throw refused("true or false")
        }
    }

    package mutating func field(_ name: StaticString, _ value: inout Double) throws(WireError) {
        guard isAsked(name) else { return }
        guard let number = Double(text), number.isFinite else { throw refused("a number") }
        value = number
    }

    package mutating func field(_ name: StaticString, _ value: inout String?) throws(WireError) {
        if isAsked(name) { value = text }
    }

    package mutating func earlierField(_ name: StaticString, _ value: inout SharedText) throws(WireError) {
        if isAsked(name) { value.wrappedValue = text }
    }

    package mutating func field(_ name: StaticString, _ value: inout DateTime) throws(WireError) {
        guard isAsked(name) else { return }
        guard let date = DateTime(text) else { throw refused("a date such as 2026-11-21T09:00:00Z") }
        value = date
    }

    package mutating func field(_ name: StaticString, _ value: inout TimeSpan) throws(WireError) {
        guard isAsked(name) else { return }
        guard let span = TimeSpan(text) else { throw refused("a duration such as PT8H30M or 08:30:00") }
        value = span
    }

    package mutating func field(_ name: StaticString, _ value: inout Base64Bytes?) throws(WireError) {
        guard isAsked(name) else { return }
        guard let bytes = Base64Bytes(text: text.utf8) else { throw refused("base64") }
        value = bytes
    }

    package mutating func field<E: ProtocolEnum>(_ name: StaticString, _ value: inout E) throws(WireError) {
        guard isAsked(name) else { return }
        var text = text
        guard let known = text.withUTF8({ E($0) }) else { throw refused(E.expectation()) }
        value = known
    }

    package mutating func field<F: ProtocolFlags>(_ name: StaticString, _ value: inout F) throws(WireError) {
        guard isAsked(name) else { return }
        var text = text
        value = text.withUTF8 { F(list: $0) }
    }

    /// Numbers between commas; nothing at all is the empty list.
    package mutating func list(_ name: StaticString, _ value: inout [Int32]?) throws(WireError) {
        guard isAsked(name) else { return }
        var numbers: [Int32] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: text.isEmpty) {
            guard let number = Int32(part.trimmed()) else { throw refused("whole numbers between commas") }
            numbers.append(number)
        }
        value = numbers
    }

    /// Texts between commas.
    package mutating func list(_ name: StaticString, _ value: inout [String?]?) throws(WireError) {
        if isAsked(name) { value = text.split(separator: ",").map { $0.trimmed() } }
    }

    // What is made of several parts has no text.
    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) throws(WireError) { try refuse(name) }
    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) throws(WireError) { try refuse(name) }
    package mutating func field<D: PairDictionary>(_ name: StaticString, _ value: inout D?) throws(WireError) { try refuse(name) }
    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) throws(WireError) { try refuse(name) }
    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [[C]]?) throws(WireError) { try refuse(name) }

    private mutating func refuse(_ name: StaticString) throws(WireError) {
        if isAsked(name) { throw refused("a body; the argument cannot stand in a path or a query") }
    }

    package mutating func value(_ value: inout String?) {}
    package mutating func value<C: Carrier>(_ value: inout C?) {}
    package mutating func skipField() {}
}
