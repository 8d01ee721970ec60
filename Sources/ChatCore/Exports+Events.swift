public import CChatCore
import Engine
import Messages

// The functions of chatcore.h about events and time.

@_cdecl("chatcore_events_open") @implementation
public func chatcore_events_open(
    _ engine: OpaquePointer!, _ options: chatcore_bytes, _ stream: UnsafeMutablePointer<OpaquePointer?>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<chatcore_error>?>!
) -> Int32 {
    answer(stream, "stream", error) { () throws(OperationError) in
        let engine = try Handles.current.engines.thing(engine)
        return try Handles.current.streams.add(
            try EventStream(options: try BorrowedInput.bytes(options, "options"), in: engine))
    }
}

@_cdecl("chatcore_events_next") @implementation
public func chatcore_events_next(
    _ stream: OpaquePointer!, _ timeout_ms: Int64, _ events: UnsafeMutablePointer<UnsafePointer<chatcore_buffer>?>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<chatcore_error>?>!
) -> Int32 {
    answer(events, "events", error) { () throws(OperationError) in
        try OwnedOutput.buffer(try Handles.current.streams.thing(stream).next(milliseconds: timeout_ms))
    }
}

@_cdecl("chatcore_events_descriptor") @implementation
public func chatcore_events_descriptor(
    _ stream: OpaquePointer!, _ descriptor: UnsafeMutablePointer<Int32>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<chatcore_error>?>!
) -> Int32 {
    answer(descriptor, "descriptor", error) { () throws(OperationError) in
        try Handles.current.streams.thing(stream).descriptor()
    }
}

@_cdecl("chatcore_events_wake") @implementation
public func chatcore_events_wake(_ stream: OpaquePointer!) -> Int32 {
    answer(nil) { () throws(OperationError) in try Handles.current.streams.thing(stream).wake() }
}

@_cdecl("chatcore_events_close") @implementation
public func chatcore_events_close(_ stream: OpaquePointer!) -> Int32 {
    answer(nil) { () throws(OperationError) in try Handles.current.streams.remove(stream).close() }
}

@_cdecl("chatcore_run_due") @implementation
public func chatcore_run_due(
    _ engine: OpaquePointer!, _ now_ms: Int64, _ next_ms: UnsafeMutablePointer<Int64>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<chatcore_error>?>!
) -> Int32 {
    answer(next_ms, "next_ms", error) { () throws(OperationError) in
        let engine = try Handles.current.engines.thing(engine)
        return try engine.run { () throws(OperationError) in try engine.runDue(at: now_ms) }
    }
}
