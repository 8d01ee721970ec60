package import Carriers

/// The arguments of an operation that takes none.
package struct NoArguments: Carrier {
    package static var typeName: StaticString { "NoArguments" }
    package static let codec = Codec<NoArguments>.shared()

    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {}
}
