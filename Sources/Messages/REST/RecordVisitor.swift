import Carriers
import Wire

/// A visitor of arguments that cares for records and lists of records alone: no operation has a body that is the value of
/// anything else. What it does not care for is passed by.
protocol RecordVisitor: FieldVisitor {}

extension RecordVisitor {
    static var rightsComeFirst: Bool { true }

    mutating func field(_ name: StaticString, _ value: inout Int32) {}
    mutating func field(_ name: StaticString, _ value: inout Int16) {}
    mutating func field(_ name: StaticString, _ value: inout Bool) {}
    mutating func field(_ name: StaticString, _ value: inout Double) {}
    mutating func field(_ name: StaticString, _ value: inout String?) {}
    mutating func field(_ name: StaticString, _ value: inout SharedText) {}
    mutating func earlierField(_ name: StaticString, _ value: inout SharedText) {}
    mutating func field(_ name: StaticString, _ value: inout DateTime) {}
    mutating func field(_ name: StaticString, _ value: inout TimeSpan) {}
    mutating func field(_ name: StaticString, _ value: inout Base64Bytes?) {}
    mutating func field<E: ProtocolEnum>(_ name: StaticString, _ value: inout E) {}
    mutating func field<F: ProtocolFlags>(_ name: StaticString, _ value: inout F) {}
    mutating func field<D: PairDictionary>(_ name: StaticString, _ value: inout D?) {}
    mutating func list(_ name: StaticString, _ value: inout [Int32]?) {}
    mutating func list(_ name: StaticString, _ value: inout [String?]?) {}
    mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [[C]]?) {}
    mutating func value(_ value: inout String?) {}
    mutating func value<C: Carrier>(_ value: inout C?) {}
    mutating func skipField() {}
}
