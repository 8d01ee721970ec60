import Carriers
import Messages

// Chat.svc and the routes of ChatTopic.
extension HandlerTable {
    mutating func addChatTopics() {
        on(Catalogue.createDefaultChatTopicEntity) { (engine, _, _) throws(OperationError) in engine.defaultTopic() }
        on(Catalogue.defaultChatTopicEntity) { (engine, _, _) throws(OperationError) in engine.defaultTopic() }
        on(Catalogue.createDefaultChatTopicAgent) { (_, _, _) throws(OperationError) in RecordAnswer(ChatTopicAgent()) }
        on(Catalogue.getChatTopicEntity) { (engine, arguments, _) throws(OperationError) in try engine.topic(arguments) }
        on(Catalogue.saveChatTopicEntity) { (engine, arguments, caller) throws(OperationError) in
            try engine.saveTopic(arguments.entity, for: caller)
        }
        on(Catalogue.postChatTopicEntity) { (engine, arguments, caller) throws(OperationError) in
            try engine.postTopic(arguments.entity, for: caller)
        }
        on(Catalogue.putChatTopicEntity) { (engine, arguments, caller, context) throws(OperationError) in
            try engine.putTopic(arguments, for: caller, context)
        }
        on(Catalogue.patchChatTopicEntity) { (engine, arguments, caller, context) throws(OperationError) in
            try engine.patchTopic(arguments, for: caller, context)
        }
        on(Catalogue.deleteChatTopicEntity) { (engine, arguments, caller, context) throws(OperationError) in
            try engine.deleteTopic(arguments, for: caller, context)
        }
        on(Catalogue.chatTopicsForUser) { (engine, _, caller) throws(OperationError) in try engine.topics(of: caller) }
        on(Catalogue.isWithinOpeningHours) { (engine, arguments, _) throws(OperationError) in
            try engine.isWithinOpeningHours(arguments)
        }
        on(Catalogue.createChatSessionForTopic) { (engine, arguments, caller) throws(OperationError) in
            try engine.startSession(arguments, for: caller)
        }

        on(Catalogue.getUserAgentList) { (engine, arguments, _) throws(OperationError) in try engine.userAgents(arguments) }
        on(Catalogue.getChatTopicUserAgentList) { (engine, arguments, _) throws(OperationError) in try engine.agents(arguments) }
        on(Catalogue.getChatTopicUserAgent) { (engine, arguments, _) throws(OperationError) in try engine.agent(arguments) }
        on(Catalogue.addChatTopicUserAgent) { (engine, arguments, caller) throws(OperationError) in
            try engine.addAgent(arguments, for: caller)
        }
        on(Catalogue.updateChatTopicUserAgent) { (engine, arguments, caller) throws(OperationError) in
            try engine.updateAgent(arguments, for: caller)
        }
        on(Catalogue.updateChatTopicUserAgents) { (engine, arguments, caller) throws(OperationError) in
            try engine.updateAgents(arguments, for: caller)
        }
        on(Catalogue.deleteChatTopicUserAgent) { (engine, arguments, caller) throws(OperationError) in
            try engine.deleteAgent(arguments, for: caller)
        }

        on(Catalogue.getChatPresence) { (engine, _, _) throws(OperationError) in try engine.presence() }
        on(Catalogue.saveChatPresence) { (engine, arguments, caller) throws(OperationError) in
            try engine.savePresence(arguments, for: caller)
        }
    }
}
