internal import CChatCore
import Engine
import Messages

/// Writes what `body` answers to `output`, whose name is for the error when it is NULL, or what it throws to `error`.
func answer<Output>(
    _ output: UnsafeMutablePointer<Output>?, _ name: StaticString,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<chatcore_error>?>?,
    _ body: () throws(OperationError) -> Output
) -> Int32 {
    do throws(OperationError) {
        guard let output else { throw OperationError(.argument, "there is no place for the output: it is NULL", path: "\(name)") }
        output.pointee = try ProcessState.inside(body)
        return CHATCORE_OK
    } catch let failure {
        error?.pointee = OwnedOutput.error(failure)
        return failure.kind.rawValue
    }
}

/// Does `body`, and writes what it throws to `error`.
func answer(
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<chatcore_error>?>?, _ body: () throws(OperationError) -> Void
) -> Int32 {
    do throws(OperationError) {
        try ProcessState.inside(body)
        return CHATCORE_OK
    } catch let failure {
        error?.pointee = OwnedOutput.error(failure)
        return failure.kind.rawValue
    }
}
