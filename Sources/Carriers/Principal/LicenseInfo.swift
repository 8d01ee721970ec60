package import Wire

/// The installation's licence as a whole.
package struct LicenseInfo: Carrier {
    package static var typeName: StaticString { "LicenseInfo" }
    package static let codec = Codec<LicenseInfo>.shared()

    package var companyName: String?
    package var serialNr: String?
    package var ownerName: String?
    package var ownerDescription: String?
    package var nextCheckDate = DateTime.empty
    package var maintenanceDate = DateTime.empty
    package var adminWarningDate = DateTime.empty
    package var expiryDate = DateTime.empty
    package var graceDate = DateTime.empty
    package var extraFlags: Int32 = 0
    package var licenseUrl: String?
    package var licenseVersion: String?
    package var deploymentType: Int32 = 0
    package var productType: String?
    package var productDescription: String?
    package var moduleLicenses: [ModuleLicense]?
    package var publicKey: SignedPublicKey?
    package var signature: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("CompanyName", &companyName)
        try visitor.field("SerialNr", &serialNr)
        try visitor.field("OwnerName", &ownerName)
        try visitor.field("OwnerDescription", &ownerDescription)
        try visitor.field("NextCheckDate", &nextCheckDate)
        try visitor.field("MaintenanceDate", &maintenanceDate)
        try visitor.field("AdminWarningDate", &adminWarningDate)
        try visitor.field("ExpiryDate", &expiryDate)
        try visitor.field("GraceDate", &graceDate)
        try visitor.field("ExtraFlags", &extraFlags)
        try visitor.field("LicenseUrl", &licenseUrl)
        try visitor.field("LicenseVersion", &licenseVersion)
        try visitor.field("DeploymentType", &deploymentType)
        try visitor.field("ProductType", &productType)
        try visitor.field("ProductDescription", &productDescription)
        try visitor.list("ModuleLicenses", &moduleLicenses)
        try visitor.field("PublicKey", &publicKey)
        try visitor.field("Signature", &signature)
    }
}
