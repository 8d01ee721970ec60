import Carriers
import Messages
import Wire

// Fields that this version of the library does not know, as the store keeps them: JSON, nil for none.
extension UnknownFields {
    var stored: String? { isEmpty ? nil : JSONValue.object(grouped).text }

    /// - Parameter type: what they are fields of.
    init(stored: String?, of type: StaticString, at place: StoredPlace) throws(OperationError) {
        self.init()
        if let stored { fields = try place.members(of: stored, type) }
    }
}
