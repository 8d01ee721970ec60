package import Carriers

/// A record that has routes of its own, and operations to get, save, delete, put and patch it: a session or a topic.
package protocol ChatEntity: Carrier {
    /// Its name among an operation's arguments, which is that of its type, and that of its number.
    static var keyArgument: StaticString { get }
}

extension ChatSessionEntity: ChatEntity {
    package static var keyArgument: StaticString { "ChatSessionEntityId" }
}

extension ChatTopicEntity: ChatEntity {
    package static var keyArgument: StaticString { "ChatTopicEntityId" }
}

/// An entity by its number.
package struct EntityIDArguments<Entity: ChatEntity>: Carrier {
    package static var typeName: StaticString { Entity.keyArgument }
    package static var codec: Codec<EntityIDArguments<Entity>> { .shared() }

    package var id: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field(Entity.keyArgument, &id)
    }
}

/// An entity to be saved.
package struct EntityArguments<Entity: ChatEntity>: Carrier {
    package static var typeName: StaticString { Entity.typeName }
    package static var codec: Codec<EntityArguments<Entity>> { .shared() }

    // In place, so large a record would make the code that copies its holder weigh 60 KB.
    @Apart package var entity: Entity?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field(Entity.typeName, &_entity.box)
    }
}

/// An entity that takes the place of the one of that number.
package struct PutEntityArguments<Entity: ChatEntity>: Carrier {
    package static var typeName: StaticString { Entity.typeName }
    package static var codec: Codec<PutEntityArguments<Entity>> { .shared() }

    package var id: Int32 = 0
    @Apart package var entity: Entity?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field(Entity.keyArgument, &id)
        try visitor.field(Entity.typeName, &_entity.box)
    }
}

/// What changes in the entity of that number.
package struct PatchEntityArguments<Entity: ChatEntity>: Carrier {
    package static var typeName: StaticString { Entity.typeName }
    package static var codec: Codec<PatchEntityArguments<Entity>> { .shared() }

    package var id: Int32 = 0
    /// JSON as text: an object is a merge patch (RFC 7396), an array a JSON patch (RFC 6902).
    package var patch: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field(Entity.keyArgument, &id)
        try visitor.field("Patch", &patch)
    }
}
