/// A company.
package struct Contact: RightsCarrier {
    package static var typeName: StaticString { "Contact" }
    package static let codec = Codec<Contact>()
    package static var keyFields: [StaticString] { ["ContactId"] }

    package var rights = CarrierRights()
    package var contactID: Int32 = 0
    package var name: String?
    package var orgNr: String?
    package var department: String?
    package var url: String?
    package var city: String?
    package var directPhone: String?
    package var associateID: Int32 = 0
    package var countryID: Int32 = 0
    package var emailAddress: String?
    package var kananame: String?
    package var emailAddressName: String?
    package var urlName: String?
    package var associateFullName: String?
    package var businessName: String?
    package var categoryName: String?
    package var countryName: String?
    package var address: Address?
    package var formattedAddress: String?
    package var fullName: String?
    package var isOwnerContact = false
    package var activeErpLinks: Int32 = 0
    package var number1: String?
    package var number2: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ContactId", &contactID)
        try visitor.field("Name", &name)
        try visitor.field("OrgNr", &orgNr)
        try visitor.field("Department", &department)
        try visitor.field("URL", &url)
        try visitor.field("City", &city)
        try visitor.field("DirectPhone", &directPhone)
        try visitor.field("AssociateId", &associateID)
        try visitor.field("CountryId", &countryID)
        try visitor.field("EmailAddress", &emailAddress)
        try visitor.field("Kananame", &kananame)
        try visitor.field("EmailAddressName", &emailAddressName)
        try visitor.field("URLName", &urlName)
        try visitor.field("AssociateFullName", &associateFullName)
        try visitor.field("BusinessName", &businessName)
        try visitor.field("CategoryName", &categoryName)
        try visitor.field("CountryName", &countryName)
        try visitor.field("Address", &address)
        try visitor.field("FormattedAddress", &formattedAddress)
        try visitor.field("FullName", &fullName)
        try visitor.field("IsOwnerContact", &isOwnerContact)
        try visitor.field("ActiveErpLinks", &activeErpLinks)
        try visitor.field("Number1", &number1)
        try visitor.field("Number2", &number2)
    }
}
