package import Wire

/// A sale.
package struct Sale: RightsCarrier {
    package static var typeName: StaticString { "Sale" }
    package static let codec = Codec<Sale>()
    package static var keyFields: [StaticString] { ["SaleId"] }

    package var rights = CarrierRights()
    @SharedText package var contactName: String?
    package var saleDate = DateTime.empty
    package var saleID: Int32 = 0
    package var probability: Int16 = 0
    @SharedText package var title: String?
    package var amount = 0.0
    @SharedText package var currency: String?
    @SharedText package var projectName: String?
    @SharedText package var associateFullName: String?
    @SharedText package var description: String?
    package var status = SaleStatus.zero
    package var weightedAmount = 0.0
    package var projectID: Int32 = 0
    package var earningPercent = 0.0
    package var earning = 0.0
    package var contactID: Int32 = 0
    package var associateID: Int32 = 0
    package var personID: Int32 = 0
    package var saleTypeID: Int32 = 0
    @SharedText package var saleTypeName: String?
    @SharedText package var personFullName: String?
    package var completed = ActivityStatus.zero
    package var activeErpLinks: Int32 = 0
    package var nextDueDate = DateTime.empty
    @SharedText package var number: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ContactName", &_contactName)
        try visitor.field("SaleDate", &saleDate)
        try visitor.field("SaleId", &saleID)
        try visitor.field("Probability", &probability)
        try visitor.field("Title", &_title)
        try visitor.field("Amount", &amount)
        try visitor.field("Currency", &_currency)
        try visitor.field("ProjectName", &_projectName)
        try visitor.field("AssociateFullName", &_associateFullName)
        try visitor.field("Description", &_description)
        try visitor.field("Status", &status)
        try visitor.field("WeightedAmount", &weightedAmount)
        try visitor.field("ProjectId", &projectID)
        try visitor.field("EarningPercent", &earningPercent)
        try visitor.field("Earning", &earning)
        try visitor.field("ContactId", &contactID)
        try visitor.field("AssociateId", &associateID)
        try visitor.field("PersonId", &personID)
        try visitor.field("SaleTypeId", &saleTypeID)
        try visitor.field("SaleTypeName", &_saleTypeName)
        try visitor.field("PersonFullName", &_personFullName)
        try visitor.field("Completed", &completed)
        try visitor.field("ActiveErpLinks", &activeErpLinks)
        try visitor.field("NextDueDate", &nextDueDate)
        try visitor.field("Number", &_number)
    }
}
