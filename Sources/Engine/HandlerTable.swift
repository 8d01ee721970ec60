import Carriers
import Messages

/// An engine method that does an operation, whatever the types of its arguments and answer.
protocol Handler: Sendable {
    func perform(
        _ arguments: any Carrier, in engine: Engine, for caller: Caller, _ context: CallerContext
    ) throws(OperationError) -> any OperationAnswer

    /// Whether it takes a caller for whom the host vouches as it is, and looks for the associate in its own transaction.
    var findsCaller: Bool { get }
}

/// Which engine method does which operation. Each service has a file that fills its part in.
struct HandlerTable {
    private(set) var handlers: [String: any Handler] = [:]

    static let all: [String: any Handler] = {
        var table = HandlerTable()
        table.addPrincipal()
        table.addCustomerService()
        table.addChatSessions()
        table.addChatTopics()
        table.addCustomer()
        table.addSystem()
        return table.handlers
    }()

    /// Lets an engine method do an operation.
    mutating func on<Arguments: Carrier, Answer: OperationAnswer>(
        _ typed: TypedOperation<Arguments, Answer>, findingCaller: Bool = false,
        _ method: @escaping @Sendable (Engine, Arguments, Caller) throws(OperationError) -> Answer
    ) {
        on(typed, findingCaller: findingCaller) { (engine, arguments, caller, _: CallerContext) throws(OperationError) in try method(engine, arguments, caller) }
    }

    /// Lets an engine method do an operation that depends on what the caller says beside it, such as their time zone.
    mutating func on<Arguments: Carrier, Answer: OperationAnswer>(
        _ typed: TypedOperation<Arguments, Answer>, findingCaller: Bool = false,
        _ method: @escaping @Sendable (Engine, Arguments, Caller, CallerContext) throws(OperationError) -> Answer
    ) {
        handlers[typed.operation.name] = TypedHandler(findsCaller: findingCaller, method: method)
    }

    private struct TypedHandler<Arguments: Carrier, Answer: OperationAnswer>: Handler {
        let findsCaller: Bool
        let method: @Sendable (Engine, Arguments, Caller, CallerContext) throws(OperationError) -> Answer

        func perform(
            _ arguments: any Carrier, in engine: Engine, for caller: Caller, _ context: CallerContext
        ) throws(OperationError) -> any OperationAnswer {
            guard let arguments = arguments as? Arguments else {
                throw OperationError(.internal, "an operation was called with the arguments of another one")
            }
            return try method(engine, arguments, caller, context)
        }
    }
}
