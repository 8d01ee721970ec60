/// What an address is for.
package enum AddressType: Int32, ProtocolEnum {
    case unknown = 0
    case contactPostalAddress = 1
    case contactStreetAddress = 2
    case personPrivateAddress = 16387
    case quoteBillingAddress = 8196
    case quoteShippingAddress = 8197

    package static var typeName: StaticString { "AddressType" }
    package static var zero: AddressType { .unknown }
    package static let values: [AddressType] = [
        .unknown, .contactPostalAddress, .contactStreetAddress, .personPrivateAddress, .quoteBillingAddress,
        .quoteShippingAddress,
    ]

    package var name: StaticString {
        switch self {
        case .unknown: "Unknown"
        case .contactPostalAddress: "ContactPostalAddress"
        case .contactStreetAddress: "ContactStreetAddress"
        case .personPrivateAddress: "PersonPrivateAddress"
        case .quoteBillingAddress: "QuoteBillingAddress"
        case .quoteShippingAddress: "QuoteShippingAddress"
        }
    }
}
