package import Wire

/// A person, usually somebody who works for a contact.
package struct Person: RightsCarrier {
    package static var typeName: StaticString { "Person" }
    package static let codec = Codec<Person>()
    package static var keyFields: [StaticString] { ["PersonId"] }

    package var rights = CarrierRights()
    @SharedText package var position: String?
    package var personID: Int32 = 0
    @SharedText package var mrmrs: String?
    @SharedText package var firstname: String?
    @SharedText package var lastname: String?
    @SharedText package var middleName: String?
    @SharedText package var title: String?
    @SharedText package var description: String?
    @SharedText package var email: String?
    @SharedText package var fullName: String?
    @SharedText package var directPhone: String?
    @SharedText package var formalName: String?
    package var countryID: Int32 = 0
    package var contactID: Int32 = 0
    @SharedText package var contactName: String?
    package var retired: Int16 = 0
    package var rank: Int16 = 0
    package var activeInterests: Int16 = 0
    @SharedText package var contactDepartment: String?
    package var contactCountryID: Int32 = 0
    @SharedText package var contactOrgNr: String?
    @SharedText package var faxPhone: String?
    @SharedText package var mobilePhone: String?
    @SharedText package var contactPhone: String?
    @SharedText package var associateName: String?
    package var associateID: Int32 = 0
    package var usePersonAddress = false
    @SharedText package var contactFax: String?
    @SharedText package var kanafname: String?
    @SharedText package var kanalname: String?
    @SharedText package var post1: String?
    @SharedText package var post2: String?
    @SharedText package var post3: String?
    @SharedText package var emailName: String?
    @SharedText package var contactFullName: String?
    package var activeErpLinks: Int32 = 0
    package var ticketPriorityID: Int32 = 0
    package var supportLanguageID: Int32 = 0
    package var supportAssociateID: Int32 = 0
    @SharedText package var categoryName: String?
    @SharedText package var personNumber: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Position", &_position)
        try visitor.field("PersonId", &personID)
        try visitor.field("Mrmrs", &_mrmrs)
        try visitor.field("Firstname", &_firstname)
        try visitor.field("Lastname", &_lastname)
        try visitor.field("MiddleName", &_middleName)
        try visitor.field("Title", &_title)
        try visitor.field("Description", &_description)
        try visitor.field("Email", &_email)
        try visitor.field("FullName", &_fullName)
        try visitor.field("DirectPhone", &_directPhone)
        try visitor.field("FormalName", &_formalName)
        try visitor.field("CountryId", &countryID)
        try visitor.field("ContactId", &contactID)
        try visitor.field("ContactName", &_contactName)
        try visitor.field("Retired", &retired)
        try visitor.field("Rank", &rank)
        try visitor.field("ActiveInterests", &activeInterests)
        try visitor.field("ContactDepartment", &_contactDepartment)
        try visitor.field("ContactCountryId", &contactCountryID)
        try visitor.field("ContactOrgNr", &_contactOrgNr)
        try visitor.field("FaxPhone", &_faxPhone)
        try visitor.field("MobilePhone", &_mobilePhone)
        try visitor.field("ContactPhone", &_contactPhone)
        try visitor.field("AssociateName", &_associateName)
        try visitor.field("AssociateId", &associateID)
        try visitor.field("UsePersonAddress", &usePersonAddress)
        try visitor.field("ContactFax", &_contactFax)
        try visitor.field("Kanafname", &_kanafname)
        try visitor.field("Kanalname", &_kanalname)
        try visitor.field("Post1", &_post1)
        try visitor.field("Post2", &_post2)
        try visitor.field("Post3", &_post3)
        try visitor.field("EmailName", &_emailName)
        try visitor.field("ContactFullName", &_contactFullName)
        try visitor.field("ActiveErpLinks", &activeErpLinks)
        try visitor.field("TicketPriorityId", &ticketPriorityID)
        try visitor.field("SupportLanguageId", &supportLanguageID)
        try visitor.field("SupportAssociateId", &supportAssociateID)
        try visitor.field("CategoryName", &_categoryName)
        try visitor.field("PersonNumber", &_personNumber)
    }
}
