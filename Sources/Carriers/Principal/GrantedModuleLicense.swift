package import Wire

/// A licence that a signed-in user holds.
package struct GrantedModuleLicense: RightsCarrier {
    package static var typeName: StaticString { "GrantedModuleLicense" }
    package static let codec = Codec<GrantedModuleLicense>.shared()

    package var rights = CarrierRights()
    package var ownerID: Int32 = 0
    package var ownerName: String?
    package var ownerDescription: String?
    package var moduleID: Int32 = 0
    package var name: String?
    package var description: String?
    package var version: String?
    package var licenseType = LicenseType.zero
    package var extraFlags: Int32 = 0
    package var sortOrder: Int32 = 0
    package var licenseNumber: Int32 = 0
    package var isHidden = false
    package var isUnrestricted = false
    package var expiryDate = DateTime.empty
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("OwnerId", &ownerID)
        try visitor.field("OwnerName", &ownerName)
        try visitor.field("OwnerDescription", &ownerDescription)
        try visitor.field("ModuleId", &moduleID)
        try visitor.field("Name", &name)
        try visitor.field("Description", &description)
        try visitor.field("Version", &version)
        try visitor.field("LicenseType", &licenseType)
        try visitor.field("ExtraFlags", &extraFlags)
        try visitor.field("SortOrder", &sortOrder)
        try visitor.field("LicenseNumber", &licenseNumber)
        try visitor.field("IsHidden", &isHidden)
        try visitor.field("IsUnrestricted", &isUnrestricted)
        try visitor.field("ExpiryDate", &expiryDate)
    }
}
