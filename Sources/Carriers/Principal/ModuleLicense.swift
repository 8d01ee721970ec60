/// The licence of one module of the installation.
package struct ModuleLicense: Carrier {
    package static var typeName: StaticString { "ModuleLicense" }
    package static let codec = Codec<ModuleLicense>.shared()

    package var ownerName: String?
    package var moduleName: String?
    package var moduleDescription: String?
    package var moduleTooltip: String?
    package var moduleVersion: String?
    package var licenseType = LicenseType.zero
    package var unrestricted = false
    package var allowedUserType = UserType.zero
    package var numberOfLicenses: Int32 = 0
    package var extraFlags: Int32 = 0
    package var extraInfo: String?
    package var sortOrder: Int32 = 0
    package var isHidden = false
    package var prerequisiteModuleName: String?
    package var signature: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("OwnerName", &ownerName)
        try visitor.field("ModuleName", &moduleName)
        try visitor.field("ModuleDescription", &moduleDescription)
        try visitor.field("ModuleTooltip", &moduleTooltip)
        try visitor.field("ModuleVersion", &moduleVersion)
        try visitor.field("LicenseType", &licenseType)
        try visitor.field("Unrestricted", &unrestricted)
        try visitor.field("AllowedUserType", &allowedUserType)
        try visitor.field("NumberOfLicenses", &numberOfLicenses)
        try visitor.field("ExtraFlags", &extraFlags)
        try visitor.field("ExtraInfo", &extraInfo)
        try visitor.field("SortOrder", &sortOrder)
        try visitor.field("IsHidden", &isHidden)
        try visitor.field("PrerequisiteModuleName", &prerequisiteModuleName)
        try visitor.field("Signature", &signature)
    }
}
