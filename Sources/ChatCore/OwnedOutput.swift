internal import CChatCore
import Glibc
import Messages
import Wire

/// Outputs as their owners get them: each is one block from malloc(), a mark in front, then the struct of the header, then
/// all that it points to. So one function releases them all, whatever they are.
///
/// Invariant: `chatcore_release` takes a block back only while its mark stands, and wipes the mark first; releasing
/// something twice, or something that is not ours, is then very likely found out.
enum OwnedOutput {
    private static let mark: UInt64 = 0x6368_6174_636F_7265
    /// Keeps the struct at malloc()'s alignment.
    private static let headroom = 16

    /// Makes a block for a struct and `extra` bytes behind it; nil when no memory is left.
    static func make<T: BitwiseCopyable>(_ type: T.Type, extra: Int) -> (value: UnsafeMutablePointer<T>, tail: UnsafeMutableRawPointer)? {
        let size = MemoryLayout<T>.stride
        guard let block = malloc(headroom + size + extra) else { return nil }
        block.storeBytes(of: mark, as: UInt64.self)
        let value = (block + headroom).bindMemory(to: type, capacity: 1)
        return (value, block + headroom + size)
    }

    static func release(_ output: UnsafeRawPointer?) {
        guard let output else { return }
        let block = UnsafeMutableRawPointer(mutating: output - headroom)
        guard block.load(as: UInt64.self) == mark else { return }
        block.storeBytes(of: 0, as: UInt64.self)
        free(block)
    }

    /// Bytes as a `chatcore_buffer`, a zero byte behind them.
    static func buffer(_ bytes: [UInt8]) throws(OperationError) -> UnsafePointer<chatcore_buffer> {
        guard let (value, tail) = make(chatcore_buffer.self, extra: bytes.count + 1) else { throw noMemory }
        bytes.withUnsafeBytes { if let start = $0.baseAddress { memcpy(tail, start, bytes.count) } }
        tail.storeBytes(of: 0, toByteOffset: bytes.count, as: UInt8.self)
        value.initialize(
            to: chatcore_buffer(
                struct_size: MemoryLayout<chatcore_buffer>.size, data: UnsafePointer(tail.assumingMemoryBound(to: CChar.self)),
                size: bytes.count))
        return UnsafePointer(value)
    }

    /// What becomes a `chatcore_buffer` without being copied: a writer that has left room for the mark and the struct.
    static func writer() -> ByteWriter {
        var out = ByteWriter(capacity: 4096)
        out.put(0, times: headroom + MemoryLayout<chatcore_buffer>.stride)
        return out
    }

    /// What was written behind that room, a zero byte behind it.
    static func buffer(_ out: consuming ByteWriter) -> UnsafePointer<chatcore_buffer> {
        out.put(0)
        let (block, count) = out.release()
        let room = headroom + MemoryLayout<chatcore_buffer>.stride
        let start = UnsafeMutableRawPointer(block)
        start.storeBytes(of: mark, as: UInt64.self)
        let value = (start + headroom).bindMemory(to: chatcore_buffer.self, capacity: 1)
        value.initialize(
            to: chatcore_buffer(
                struct_size: MemoryLayout<chatcore_buffer>.size,
                data: UnsafePointer((start + room).assumingMemoryBound(to: CChar.self)), size: count - room - 1))
        return UnsafePointer(value)
    }

    /// An error as a `chatcore_error`; nil when no memory is left for it.
    static func error(_ error: OperationError) -> UnsafeMutablePointer<chatcore_error>? {
        // A zero inside a text would hide what comes behind it.
        let message = error.message.utf8.map { $0 == 0 ? 0x3F : $0 }
        let path = error.path.utf8.map { $0 == 0 ? 0x3F : $0 }
        guard let (value, tail) = make(chatcore_error.self, extra: message.count + path.count + 2) else { return nil }
        let text = tail.bindMemory(to: CChar.self, capacity: message.count + path.count + 2)
        var position = 0
        for byte in message + [0] + path + [0] {
            text[position] = CChar(bitPattern: byte)
            position += 1
        }
        value.initialize(
            to: chatcore_error(
                struct_size: MemoryLayout<chatcore_error>.size, code: error.kind.rawValue, reserved: 0,
                offset: Int64(error.offset ?? -1), message: UnsafePointer(text), path: UnsafePointer(text + message.count + 1)))
        return value
    }

    static var noMemory: OperationError { OperationError(.memory, "no memory was left for the answer") }
}
