package io.leme.gateway.codec.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.leme.gateway.meta.GroupVersionKind;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Schemas of the built-in kinds, made from protobuf descriptors when they are first asked for.
///
/// Threads: any; a schema may be made twice and is then equal.
public final class ProtobufSchemas implements SchemaCatalog {
    private final KubernetesDescriptors descriptors;
    private final JsonFacts facts;
    private final Map<String, MessageSchema> schemas = new ConcurrentHashMap<>();

    private ProtobufSchemas(KubernetesDescriptors descriptors, JsonFacts facts) {
        this.descriptors = descriptors;
        this.facts = facts;
    }

    /// Reads the descriptors and the table that were built into this program.
    public static ProtobufSchemas load() {
        return new ProtobufSchemas(KubernetesDescriptors.load(), JsonFacts.load());
    }

    @Override
    public Optional<ObjectSchema> find(GroupVersionKind kind) {
        return message(kind).map(message -> message);
    }

    /// The same as [#find], with what is needed to read protobuf.
    public Optional<MessageSchema> message(GroupVersionKind kind) {
        return descriptors.find(kind).map(this::schema);
    }

    /// The schema of a message inside of another.
    MessageSchema schema(Descriptor message) {
        MessageSchema known = schemas.get(message.getFullName());
        if (known != null) {
            return known;
        }

        MessageSchema made = new MessageSchema(message, this);
        schemas.put(message.getFullName(), made);

        return made;
    }

    boolean isAtomic(Descriptor message) {
        return facts.of(message.getFullName() + ".*").has("atomic");
    }

    JsonFacts.Field facts(FieldDescriptor field) {
        return facts.of(field.getFullName());
    }
}
