/// What a licence is counted by.
package enum LicenseType: Int32, ProtocolEnum {
    case unknown = 0
    case siteLicense = 1
    case satelliteLicense = 2
    case userLicense = 3

    package static var typeName: StaticString { "LicenseType" }
    package static var zero: LicenseType { .unknown }
    package static let values: [LicenseType] = [
        .unknown, .siteLicense, .satelliteLicense, .userLicense,
    ]

    package var name: StaticString {
        switch self {
        case .unknown: "Unknown"
        case .siteLicense: "SiteLicense"
        case .satelliteLicense: "SatelliteLicense"
        case .userLicense: "UserLicense"
        }
    }
}
