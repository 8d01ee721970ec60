import Carriers

/// The namespaces of the types in a service description; the raw values are the prefixes that they have there.
enum SchemaNamespace: String, CaseIterable {
    case service = "tns"
    case arrays
    case serialization = "ser"
    case cryptography = "crypto"

    /// The namespace of a type of the protocol; nil for XML Schema's own.
    init?(type: String) {
        if type.hasPrefix("xs:") { return nil }
        switch type {
        case "ArrayOfint", "ArrayOfstring": self = .arrays
        case "duration": self = .serialization
        case "DSAParameters": self = .cryptography
        default: self = .service
        }
    }

    func uri(_ release: Int) -> String {
        switch self {
        case .service: Service.namespace(release)
        case .arrays: SOAPNamespaces.arrays
        case .serialization: SOAPNamespaces.serialization
        case .cryptography: DSAParameters.fieldsNamespace.map { "\($0)" } ?? ""
        }
    }

    /// A type's name with its prefix.
    static func qualified(_ type: String) -> String {
        SchemaNamespace(type: type).map { "\($0.rawValue):\(type)" } ?? type
    }
}
