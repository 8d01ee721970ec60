package import Wire

/// What the installation says of itself to callers that have not signed in.
package struct SoSystemInfoCarrier: RightsCarrier {
    package static var typeName: StaticString { "SoSystemInfoCarrier" }
    package static let codec = Codec<SoSystemInfoCarrier>.shared()

    package var rights = CarrierRights()
    package var license: LicenseInfo?
    package var warningEnglish: String?
    package var warningResource: String?
    package var branchName: String?
    package var buildLabel: String?
    package var assemblyVersion: String?
    package var accumulatedNextCheckDate = DateTime.empty
    package var fileVersion: String?
    package var description: String?
    package var daysUntilNetServerExpiry: Int32 = 0
    package var buildType = NetServerBuildType.zero
    package var databaseVersion: Int32 = 0
    package var isUnicode = false
    package var companyName: String?
    package var companyID: Int32 = 0
    package var databaseType: String?
    package var databaseMinor: String?
    package var databaseName: String?
    package var isOnTravel = false
    package var isSatellite = false
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("License", &license)
        try visitor.field("WarningEnglish", &warningEnglish)
        try visitor.field("WarningResource", &warningResource)
        try visitor.field("BranchName", &branchName)
        try visitor.field("BuildLabel", &buildLabel)
        try visitor.field("AssemblyVersion", &assemblyVersion)
        try visitor.field("AccumulatedNextCheckDate", &accumulatedNextCheckDate)
        try visitor.field("FileVersion", &fileVersion)
        try visitor.field("Description", &description)
        try visitor.field("DaysUntilNetServerExpiry", &daysUntilNetServerExpiry)
        try visitor.field("BuildType", &buildType)
        try visitor.field("DatabaseVersion", &databaseVersion)
        try visitor.field("IsUnicode", &isUnicode)
        try visitor.field("CompanyName", &companyName)
        try visitor.field("CompanyId", &companyID)
        try visitor.field("DatabaseType", &databaseType)
        try visitor.field("DatabaseMinor", &databaseMinor)
        try visitor.field("DatabaseName", &databaseName)
        try visitor.field("IsOnTravel", &isOnTravel)
        try visitor.field("IsSatellite", &isSatellite)
    }
}
