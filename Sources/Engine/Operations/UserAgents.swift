import Carriers
import Messages
import Sessions
import Storage

extension Engine {
    /// The members of all topics as items of a list: each once in a flat one, otherwise below each of their topics.
    func userAgents(_ arguments: GetUserAgentListArguments) throws(OperationError) -> ListAnswer<MDOListItem> {
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            let agents = try transaction.agents().filter { agent in
                TopicRights(rawValue: agent.rights).isMember && (agent.isPresent || !arguments.onlyPresent)
            }
            var items: [Int32: MDOListItem] = [:]
            for id in Set(agents.map(\.associateID)) {
                items[id] = try Associate.load(id, transaction).map { MDOListItem($0) }
            }
            if arguments.flat { return ListAnswer(items.keys.sorted().compactMap { items[$0] }) }

            var below: [Int32: [MDOListItem]] = [:]
            for agent in agents {
                if let item = items[agent.associateID] { below[agent.topicID, default: []].append(item) }
            }
            var list: [MDOListItem] = []
            for row in try transaction.topics() {
                var item = MDOListItem()
                let topic = try ChatTopicEntity(row)
                item.iD = row.id
                item.name = topic.name
                item.toolTip = topic.description
                item.type = "chattopic"
                item.childItems = below[row.id] ?? []
                list.append(item)
            }
            return ListAnswer(list)
        }
    }
}

extension MDOListItem {
    fileprivate init(_ associate: Associate) {
        self.init()
        iD = associate.associateID
        name = associate.fullName ?? associate.name
        toolTip = associate.tooltip
        type = "associate"
        fullName = associate.fullName
        deleted = associate.deleted
    }
}
