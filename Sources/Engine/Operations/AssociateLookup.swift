import Carriers
import Messages
import Storage
import Wire

extension Reading where Self: ~Copyable, Failure == OperationError {
    /// The associate whom a text names: by the name of a user, by number, or by the own name of an agent.
    ///
    /// A user's name comes first: it is what people sign in with, and no two users share one. Own names are looked for
    /// among the agents of topics alone.
    ///
    /// - Parameter path: the argument that names the associate.
    func associateID(named text: String?, at path: String) throws(OperationError) -> Int32 {
        let name = text ?? ""
        if let user = try user(named: name) { return user.associateID }
        if let id = Int32(name), id > 0, try missing(.associate, ids: [id]).isEmpty { return id }
        if let id = try agentID(named: name) { return id }
        throw OperationError(.notFound, "there is no user or associate \"\(name.quoted)\"", path: path)
    }
}

extension Reading where Self: ~Copyable, Failure == OperationError {
    /// What an associate is called in a chat: by the full name, or else by the own one; empty for one who has gone.
    func name(ofAssociate id: Int32) throws(OperationError) -> String {
        guard let associate = try Associate.load(id, self) else { return "" }
        if let name = associate.fullName, !name.isEmpty { return name }
        return associate.name ?? ""
    }
}
