/// A person, usually somebody who works for a contact.
package struct Person: RightsCarrier {
    package static var typeName: StaticString { "Person" }
    package static let codec = Codec<Person>()
    package static var keyFields: [StaticString] { ["PersonId"] }

    package var rights = CarrierRights()
    package var position: String?
    package var personID: Int32 = 0
    package var mrmrs: String?
    package var firstname: String?
    package var lastname: String?
    package var middleName: String?
    package var title: String?
    package var description: String?
    package var email: String?
    package var fullName: String?
    package var directPhone: String?
    package var formalName: String?
    package var countryID: Int32 = 0
    package var contactID: Int32 = 0
    package var contactName: String?
    package var retired: Int16 = 0
    package var rank: Int16 = 0
    package var activeInterests: Int16 = 0
    package var contactDepartment: String?
    package var contactCountryID: Int32 = 0
    package var contactOrgNr: String?
    package var faxPhone: String?
    package var mobilePhone: String?
    package var contactPhone: String?
    package var associateName: String?
    package var associateID: Int32 = 0
    package var usePersonAddress = false
    package var contactFax: String?
    package var kanafname: String?
    package var kanalname: String?
    package var post1: String?
    package var post2: String?
    package var post3: String?
    package var emailName: String?
    package var contactFullName: String?
    package var activeErpLinks: Int32 = 0
    package var ticketPriorityID: Int32 = 0
    package var supportLanguageID: Int32 = 0
    package var supportAssociateID: Int32 = 0
    package var categoryName: String?
    package var personNumber: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Position", &position)
        try visitor.field("PersonId", &personID)
        try visitor.field("Mrmrs", &mrmrs)
        try visitor.field("Firstname", &firstname)
        try visitor.field("Lastname", &lastname)
        try visitor.field("MiddleName", &middleName)
        try visitor.field("Title", &title)
        try visitor.field("Description", &description)
        try visitor.field("Email", &email)
        try visitor.field("FullName", &fullName)
        try visitor.field("DirectPhone", &directPhone)
        try visitor.field("FormalName", &formalName)
        try visitor.field("CountryId", &countryID)
        try visitor.field("ContactId", &contactID)
        try visitor.field("ContactName", &contactName)
        try visitor.field("Retired", &retired)
        try visitor.field("Rank", &rank)
        try visitor.field("ActiveInterests", &activeInterests)
        try visitor.field("ContactDepartment", &contactDepartment)
        try visitor.field("ContactCountryId", &contactCountryID)
        try visitor.field("ContactOrgNr", &contactOrgNr)
        try visitor.field("FaxPhone", &faxPhone)
        try visitor.field("MobilePhone", &mobilePhone)
        try visitor.field("ContactPhone", &contactPhone)
        try visitor.field("AssociateName", &associateName)
        try visitor.field("AssociateId", &associateID)
        try visitor.field("UsePersonAddress", &usePersonAddress)
        try visitor.field("ContactFax", &contactFax)
        try visitor.field("Kanafname", &kanafname)
        try visitor.field("Kanalname", &kanalname)
        try visitor.field("Post1", &post1)
        try visitor.field("Post2", &post2)
        try visitor.field("Post3", &post3)
        try visitor.field("EmailName", &emailName)
        try visitor.field("ContactFullName", &contactFullName)
        try visitor.field("ActiveErpLinks", &activeErpLinks)
        try visitor.field("TicketPriorityId", &ticketPriorityID)
        try visitor.field("SupportLanguageId", &supportLanguageID)
        try visitor.field("SupportAssociateId", &supportAssociateID)
        try visitor.field("CategoryName", &categoryName)
        try visitor.field("PersonNumber", &personNumber)
    }
}
