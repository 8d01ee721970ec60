// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

// Arrows run downwards only: each module names the ones below it that it may see.
let package = Package(
    name: "ChatCore",
    products: [
        .library(name: "chatcore", type: .dynamic, targets: ["ChatCore"])
    ],
    targets: [
        .systemLibrary(name: "CChatCore", path: "Include"),
        // What the system's own module leaves out.
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),

        .systemLibrary(name: "CVector"),

        // SQLite's files with locks that belong to the open file, and what fork() needs of a library.
        .target(name: "COpenFiles", dependencies: ["CSQLite"]),
        .target(name: "CForks", dependencies: ["COpenFiles", "CSQLite"]),

        .target(name: "Wire", dependencies: ["CVector"], swiftSettings: strict),
        .target(name: "Localization", dependencies: ["Wire"], swiftSettings: strict),
        .target(name: "Carriers", dependencies: ["Wire"], swiftSettings: strict),
        .target(name: "Sessions", dependencies: ["Carriers", "Wire"], swiftSettings: strict),
        .target(name: "Storage", dependencies: ["CLinux", "CForks", "COpenFiles", "CSQLite", "Wire"], swiftSettings: strict),
        .target(name: "Messages", dependencies: ["Carriers", "Localization", "Wire"], swiftSettings: strict),
        .target(
            name: "Engine",
            dependencies: ["CForks", "CSodium", "Messages", "Storage", "Sessions", "Localization", "Carriers", "Wire"],
            swiftSettings: strict),
        .target(
            name: "ChatCore", dependencies: ["CChatCore", "CForks", "Engine", "Messages", "Carriers", "Wire"],
            swiftSettings: strict),

        .executableTarget(
            name: "BenchContender", dependencies: ["Carriers", "Wire"], path: "bench/ours", swiftSettings: strict),

        .testTarget(name: "WireTests", dependencies: ["Wire"], swiftSettings: strict),
        .testTarget(name: "LocalizationTests", dependencies: ["Localization", "Wire"], swiftSettings: strict),
        .testTarget(name: "CarriersTests", dependencies: ["Carriers", "Wire"], swiftSettings: strict),
        .testTarget(name: "SessionsTests", dependencies: ["Sessions", "Carriers", "Wire"], swiftSettings: strict),
        .testTarget(name: "StorageTests", dependencies: ["Storage", "Wire"], swiftSettings: strict),
        .testTarget(
            name: "MessagesTests", dependencies: ["Messages", "Carriers", "Wire"], swiftSettings: strict),
        .testTarget(
            name: "EngineTests", dependencies: ["Engine", "Messages", "Storage", "Sessions", "Carriers", "Wire"],
            swiftSettings: strict),
        // SQLite's files on a disk that fails and loses power when a test says so.
        .target(name: "FaultyDisk", dependencies: ["COpenFiles", "CSQLite"], path: "Tests/FaultyDisk"),
        .testTarget(
            name: "FaultTests", dependencies: ["FaultyDisk", "Engine", "Messages", "Storage", "Sessions", "Carriers", "Wire"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// What reads and writes messages is compiled to be fast, and in the library that `make` builds the rest to be small.
if Context.environment["CHATCORE_SMALL"] != nil {
    let fast = ["Wire", "Carriers", "BenchContender", "COpenFiles", "CForks"]
    for target in package.targets where target.type == .regular && !fast.contains(target.name) {
        target.swiftSettings = strict + [.unsafeFlags(["-Osize"])]
    }
}

// Programs of libFuzzer's, one for each Tests/fuzz/NAME.swift. Only `make fuzz` can link them, and names them here.
let fuzzed = (Context.environment["CHATCORE_FUZZ"] ?? "").split(separator: " ").map { "\($0)" }
for name in fuzzed {
    package.targets.append(
        .executableTarget(
            name: "fuzz-\(name)", dependencies: ["Engine", "Messages", "Sessions", "Localization", "Carriers", "Wire"], path: "Tests/fuzz",
            exclude: fuzzed.filter { $0 != name }.map { "\($0).swift" }, sources: ["\(name).swift"],
            swiftSettings: strict))
}
