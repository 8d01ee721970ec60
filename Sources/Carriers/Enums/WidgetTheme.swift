/// The style of the customer's chat window.
package enum WidgetTheme: Int32, ProtocolEnum {
    case classic = 0
    case modern = 1

    package static var typeName: StaticString { "WidgetTheme" }
    package static var zero: WidgetTheme { .classic }
    package static let values: [WidgetTheme] = [
        .classic, .modern,
    ]

    package var name: StaticString {
        switch self {
        case .classic: "Classic"
        case .modern: "Modern"
        }
    }
}
