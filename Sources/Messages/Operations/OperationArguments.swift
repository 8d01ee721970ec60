package import Carriers
package import Wire

/// An operation's arguments as they arrive.
package enum OperationArguments {
    /// Reads a JSON object with the operation's argument names; empty stands for one without any.
    ///
    /// - Throws: `value` for a name that is no argument of the operation: a slip of the pen must not lose what it names.
    package static func read(_ json: [UInt8], of operation: Operation, limits: Limits) throws(OperationError) -> any Carrier {
        try read(json, as: operation.arguments, limits: limits)
    }

    static func read<C: Carrier>(_ json: [UInt8], as type: C.Type, limits: Limits) throws(OperationError) -> C {
        if json.isEmpty { return C() }
        let arguments = try reading { () throws(WireError) in try C(json: json, limits: limits) }
        try refuseStrays(in: arguments)
        return arguments
    }

    /// - Throws: `value` when something came in that is no argument.
    static func refuseStrays(in arguments: some Carrier) throws(OperationError) {
        if let stray = arguments.unknown.fields.first {
            throw OperationError(.value, "the operation has no argument of this name", path: stray.name)
        }
    }
}
