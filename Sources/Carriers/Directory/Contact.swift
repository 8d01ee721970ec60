package import Wire

/// A company.
package struct Contact: RightsCarrier {
    package static var typeName: StaticString { "Contact" }
    package static let codec = Codec<Contact>()
    package static var keyFields: [StaticString] { ["ContactId"] }

    package var rights = CarrierRights()
    package var contactID: Int32 = 0
    @SharedText package var name: String?
    @SharedText package var orgNr: String?
    @SharedText package var department: String?
    @SharedText package var url: String?
    @SharedText package var city: String?
    @SharedText package var directPhone: String?
    package var associateID: Int32 = 0
    package var countryID: Int32 = 0
    @SharedText package var emailAddress: String?
    @SharedText package var kananame: String?
    @SharedText package var emailAddressName: String?
    @SharedText package var urlName: String?
    @SharedText package var associateFullName: String?
    @SharedText package var businessName: String?
    @SharedText package var categoryName: String?
    @SharedText package var countryName: String?
    package var address: Address?
    @SharedText package var formattedAddress: String?
    @SharedText package var fullName: String?
    package var isOwnerContact = false
    package var activeErpLinks: Int32 = 0
    @SharedText package var number1: String?
    @SharedText package var number2: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ContactId", &contactID)
        try visitor.field("Name", &_name)
        try visitor.field("OrgNr", &_orgNr)
        try visitor.field("Department", &_department)
        try visitor.field("URL", &_url)
        try visitor.field("City", &_city)
        try visitor.field("DirectPhone", &_directPhone)
        try visitor.field("AssociateId", &associateID)
        try visitor.field("CountryId", &countryID)
        try visitor.field("EmailAddress", &_emailAddress)
        try visitor.field("Kananame", &_kananame)
        try visitor.field("EmailAddressName", &_emailAddressName)
        try visitor.field("URLName", &_urlName)
        try visitor.field("AssociateFullName", &_associateFullName)
        try visitor.field("BusinessName", &_businessName)
        try visitor.field("CategoryName", &_categoryName)
        try visitor.field("CountryName", &_countryName)
        try visitor.field("Address", &address)
        try visitor.field("FormattedAddress", &_formattedAddress)
        try visitor.field("FullName", &_fullName)
        try visitor.field("IsOwnerContact", &isOwnerContact)
        try visitor.field("ActiveErpLinks", &activeErpLinks)
        try visitor.field("Number1", &_number1)
        try visitor.field("Number2", &_number2)
    }
}
