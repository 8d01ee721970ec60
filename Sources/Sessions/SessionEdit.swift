package import Carriers

/// What an associate changes of a session by saving it. The status goes by the table of transitions, and the rest is the
/// system's own: whoever read a session a while ago must not undo what happened since.
package enum SessionEdit {
    /// The stored session with those fields of the saved one that may be changed: what is known of the customer, what the
    /// session refers to, its flags, and fields that this library does not know.
    package static func merge(_ saved: ChatSessionEntity, into stored: ChatSessionEntity) -> ChatSessionEntity {
        var session = stored
        session.person = saved.person
        session.customerAlias = saved.customerAlias
        session.customerName = saved.customerName
        session.customerEmail = saved.customerEmail
        session.customerPhone = saved.customerPhone
        session.customerConsented = saved.customerConsented
        session.customerCompanyName = saved.customerCompanyName
        session.contact = saved.contact
        session.project = saved.project
        session.sale = saved.sale
        session.ticket = saved.ticket
        session.flags = saved.flags
        session.unknown = saved.unknown
        return session
    }
}
