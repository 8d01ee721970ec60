public import CChatCore
import Engine
import Messages

// The functions of chatcore.h, which documents them. Each checks its arguments, calls the engine and maps the error;
// nothing is decided here.

@_cdecl("chatcore_version") @implementation
public func chatcore_version() -> UnsafePointer<CChar>! {
    LibraryVersion.text
}

@_cdecl("chatcore_version_number") @implementation
public func chatcore_version_number() -> Int32 {
    LibraryVersion.number
}

@_cdecl("chatcore_open") @implementation
public func chatcore_open(
    _ config: chatcore_bytes, _ engine: UnsafeMutablePointer<OpaquePointer?>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<chatcore_error>?>!
) -> Int32 {
    answer(engine, "engine", error) { () throws(OperationError) in
        try ProcessState.watchForks()
        let opened = try Engine(config: try BorrowedInput.bytes(config, "config"), version: CHATCORE_VERSION)
        do throws(OperationError) { return try Handles.current.engines.add(opened) } catch {
            opened.close()
            throw error
        }
    }
}

@_cdecl("chatcore_close") @implementation
public func chatcore_close(_ engine: OpaquePointer!) -> Int32 {
    answer(nil) { () throws(OperationError) in
        try Handles.current.engines.thing(engine).checkMayClose()
        try Handles.current.engines.remove(engine).close()
    }
}

@_cdecl("chatcore_handle") @implementation
public func chatcore_handle(
    _ engine: OpaquePointer!, _ request: UnsafePointer<chatcore_message>!,
    _ response: UnsafeMutablePointer<UnsafePointer<chatcore_message>?>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<chatcore_error>?>!
) -> Int32 {
    answer(response, "response", error) { () throws(OperationError) in
        let engine = try Handles.current.engines.thing(engine)
        let request = try BorrowedInput.request(request)
        return try OwnedOutput.message(try engine.run { () throws(OperationError) in engine.handle(request) })
    }
}

@_cdecl("chatcore_call") @implementation
public func chatcore_call(
    _ engine: OpaquePointer!, _ caller: chatcore_bytes, _ operation: chatcore_bytes, _ arguments: chatcore_bytes,
    _ result: UnsafeMutablePointer<UnsafePointer<chatcore_buffer>?>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<chatcore_error>?>!
) -> Int32 {
    answer(result, "result", error) { () throws(OperationError) in
        let engine = try Handles.current.engines.thing(engine)
        let caller = try BorrowedInput.bytes(caller, "caller")
        let operation = try BorrowedInput.text(operation, "operation")
        let arguments = try BorrowedInput.bytes(arguments, "arguments")
        return OwnedOutput.buffer(
            try engine.run { () throws(OperationError) in
                try engine.call(caller: caller, operation: operation, arguments: arguments, into: OwnedOutput.writer())
            })
    }
}

@_cdecl("chatcore_on_bearer") @implementation
public func chatcore_on_bearer(
    _ engine: OpaquePointer!, _ check: chatcore_bearer_check!, _ user_data: UnsafeMutableRawPointer!,
    _ destroy: chatcore_destroy!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<chatcore_error>?>!
) -> Int32 {
    // From here on `destroy` is called once, whatever happens: by the end of this object or of what holds it.
    let given = HostBearerCheck(check, user_data, destroy)
    let registered = check == nil ? nil : given
    return answer(error) { () throws(OperationError) in
        let engine = try Handles.current.engines.thing(engine)
        // The former one is let go outside of the call: its `destroy` may close the engine.
        let former = try engine.run { () throws(OperationError) in engine.replaceBearerCheck(with: registered) }
        withExtendedLifetime(former) {}
    }
}

@_cdecl("chatcore_encode") @implementation
public func chatcore_encode(
    _ operation: chatcore_bytes, _ connection: chatcore_bytes, _ arguments: chatcore_bytes,
    _ request: UnsafeMutablePointer<UnsafePointer<chatcore_message>?>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<chatcore_error>?>!
) -> Int32 {
    answer(request, "request", error) { () throws(OperationError) in
        try OwnedOutput.message(
            try ClientRequest.encode(
                operation: try BorrowedInput.text(operation, "operation"),
                connection: try BorrowedInput.bytes(connection, "connection"),
                arguments: try BorrowedInput.bytes(arguments, "arguments")))
    }
}

@_cdecl("chatcore_decode") @implementation
public func chatcore_decode(
    _ operation: chatcore_bytes, _ response: UnsafePointer<chatcore_message>!,
    _ result: UnsafeMutablePointer<UnsafePointer<chatcore_buffer>?>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<chatcore_error>?>!
) -> Int32 {
    answer(result, "result", error) { () throws(OperationError) in
        try OwnedOutput.buffer(
            try ClientResponse.decode(
                operation: try BorrowedInput.text(operation, "operation"), response: try BorrowedInput.response(response)))
    }
}

@_cdecl("chatcore_describe") @implementation
public func chatcore_describe(
    _ kind: chatcore_bytes, _ description: UnsafeMutablePointer<UnsafePointer<chatcore_buffer>?>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<chatcore_error>?>!
) -> Int32 {
    answer(description, "description", error) { () throws(OperationError) in
        try OwnedOutput.buffer(try LibraryDescription.text(of: try BorrowedInput.text(kind, "kind")))
    }
}

@_cdecl("chatcore_release") @implementation
public func chatcore_release(_ output: UnsafeRawPointer!) {
    OwnedOutput.release(output)
}
