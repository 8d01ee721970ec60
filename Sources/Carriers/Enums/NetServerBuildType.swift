/// How far a build of the server had come.
package enum NetServerBuildType: Int32, ProtocolEnum {
    case feature = 0
    case stable = 1
    case alpha = 2
    case beta = 3
    case releaseCandidate = 4
    case release = 5

    package static var typeName: StaticString { "NetServerBuildType" }
    package static var zero: NetServerBuildType { .feature }
    package static let values: [NetServerBuildType] = [
        .feature, .stable, .alpha, .beta, .releaseCandidate, .release,
    ]

    package var name: StaticString {
        switch self {
        case .feature: "Feature"
        case .stable: "Stable"
        case .alpha: "Alpha"
        case .beta: "Beta"
        case .releaseCandidate: "ReleaseCandidate"
        case .release: "Release"
        }
    }
}
