/// The size of the customer's chat window.
package enum ChatWidgetSize: Int32, ProtocolEnum {
    case normal = 0
    case large = 1

    package static var typeName: StaticString { "ChatWidgetSize" }
    package static var zero: ChatWidgetSize { .normal }
    package static let values: [ChatWidgetSize] = [
        .normal, .large,
    ]

    package var name: StaticString {
        switch self {
        case .normal: "Normal"
        case .large: "Large"
        }
    }
}
