/// Who signed in: the associate, the roles and the rights that go with them.
package struct SoPrincipalCarrier: Carrier {
    package static var typeName: StaticString { "SoPrincipalCarrier" }
    package static let codec = Codec<SoPrincipalCarrier>.shared()
    package static var keyFields: [StaticString] { ["AssociateId"] }

    package var userType = UserType.zero
    package var associate: String?
    package var associateID: Int32 = 0
    package var isPerson = false
    package var personID: Int32 = 0
    package var countryID: Int32 = 0
    package var homeCountryID: Int32 = 0
    package var contactID: Int32 = 0
    package var groupID: Int32 = 0
    package var businessID: Int32 = 0
    package var categoryID: Int32 = 0
    package var contactOwner: Int32 = 0
    package var roleID: Int32 = 0
    package var roleName: String?
    package var roleDescription: String?
    package var roleType = RoleType.zero
    package var licenses: [GrantedModuleLicense]?
    package var fullName: String?
    package var emailAddress: String?
    package var functionRights: [String?]?
    package var ejUserID: Int32 = 0
    package var ejAccessLevel: Int32 = 0
    package var ejUserStatus = EjUserStatus.zero
    package var providedCredentials: [ProvidedCredential]?
    package var secondaryGroups: [Int32]?
    package var databaseContextIdentifier: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("UserType", &userType)
        try visitor.field("Associate", &associate)
        try visitor.field("AssociateId", &associateID)
        try visitor.field("IsPerson", &isPerson)
        try visitor.field("PersonId", &personID)
        try visitor.field("CountryId", &countryID)
        try visitor.field("HomeCountryId", &homeCountryID)
        try visitor.field("ContactId", &contactID)
        try visitor.field("GroupId", &groupID)
        try visitor.field("BusinessId", &businessID)
        try visitor.field("CategoryId", &categoryID)
        try visitor.field("ContactOwner", &contactOwner)
        try visitor.field("RoleId", &roleID)
        try visitor.field("RoleName", &roleName)
        try visitor.field("RoleDescription", &roleDescription)
        try visitor.field("RoleType", &roleType)
        try visitor.list("Licenses", &licenses)
        try visitor.field("FullName", &fullName)
        try visitor.field("EMailAddress", &emailAddress)
        try visitor.list("FunctionRights", &functionRights)
        try visitor.field("EjUserId", &ejUserID)
        try visitor.field("EjAccessLevel", &ejAccessLevel)
        try visitor.field("EjUserStatus", &ejUserStatus)
        try visitor.list("ProvidedCredentials", &providedCredentials)
        try visitor.list("SecondaryGroups", &secondaryGroups)
        try visitor.field("DatabaseContextIdentifier", &databaseContextIdentifier)
    }
}
