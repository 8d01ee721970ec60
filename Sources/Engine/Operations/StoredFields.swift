import Carriers
import Messages
import Wire

// Fields that this version of the library does not know, as the store keeps them: JSON, nil for none.
extension UnknownFields {
    var stored: String? { isEmpty ? nil : JSONValue.object(grouped).text }

    /// - Parameter type: what they are fields of.
    init(stored: String?, of type: StaticString) throws(OperationError) {
        self.init()
        guard let stored else { return }
        guard let value = try? JSONValue(stored, limits: Document.limits), case .object(let members) = value else {
            throw OperationError(.store, "a stored \(type) cannot be read")
        }
        fields = members
    }
}
