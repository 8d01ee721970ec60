import Glibc

/// Reads small files of the time zone database.
enum ZoneFile {
    enum Failure: Error, Hashable {
        case missing
        /// A folder, a device: nothing that could be a zone.
        case notAFile
        case tooLarge
        /// The system's reason, as `errno` tells it.
        case system(Int32)

        var reason: String {
            switch self {
            case .missing: "it does not exist"
            case .notAFile: "it is not a file"
            case .tooLarge: "it is larger than such a file may be"
            case .system(let code): "the system answered with error \(code)"
            }
        }
    }

    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        // Without O_NONBLOCK, opening a named pipe would wait for somebody to write to it.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR, ENAMETOOLONG: throw .missing
            case let code: throw .system(code)
            }
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        guard status.st_size <= limit else { throw .tooLarge }
        return try readAll(descriptor, limit: limit)
    }

    /// Reads to the end rather than to the size that was told, for the file may be growing.
    private static func readAll(_ descriptor: Int32, limit: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            // The system writes at most `chunk.count` bytes into the chunk.
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw .system(errno)
            }
            bytes += chunk.prefix(count)
            guard bytes.count <= limit else { throw .tooLarge }
        }
    }
}
