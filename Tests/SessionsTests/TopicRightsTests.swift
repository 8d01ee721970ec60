import Carriers
import Sessions
import Testing

@Suite("Rights in a topic")
struct TopicRightsTests {
    @Test("Each of the four rights comes from its field and goes back to it", arguments: 0..<16)
    func roundTrip(bits: Int) {
        var agent = ChatTopicAgent()
        agent.canListen = bits & 1 != 0
        agent.canRespond = bits & 2 != 0
        agent.canManage = bits & 4 != 0
        agent.canNotify = bits & 8 != 0

        let rights = TopicRights(agent)
        var copy = ChatTopicAgent()
        rights.write(to: &copy)

        #expect(rights.rawValue == Int32(bits))
        #expect(
            [copy.canListen, copy.canRespond, copy.canManage, copy.canNotify]
                == [agent.canListen, agent.canRespond, agent.canManage, agent.canNotify])
    }

    @Test("Writing rights takes away those that are not among them")
    func takesAway() {
        var agent = ChatTopicAgent()
        agent.canManage = true
        agent.canNotify = true

        TopicRights.listen.write(to: &agent)

        #expect(agent.canListen && !agent.canManage && !agent.canNotify && !agent.canRespond)
    }

    @Test("Any one right makes a member, and none makes nobody", arguments: [TopicRights.listen, .respond, .manage, .notify])
    func member(right: TopicRights) {
        #expect(right.isMember)
        #expect(!TopicRights().isMember)
    }
}

@Suite("Who may delete sessions")
struct SessionDeletionTests {
    @Test(
        "Managing or responding is enough; listening and being notified is not",
        arguments: [
            ([], false), (.listen, false), (.notify, false), ([.listen, .notify], false), (.respond, true), (.manage, true),
            ([.manage, .respond], true), ([.listen, .respond], true), ([.notify, .manage], true),
        ] as [(TopicRights, Bool)])
    func rights(rights: TopicRights, isAllowed: Bool) {
        #expect(SessionDeletion.isAllowed(with: rights) == isAllowed)
    }
}
