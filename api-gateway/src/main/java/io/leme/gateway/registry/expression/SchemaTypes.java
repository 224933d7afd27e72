package io.leme.gateway.registry.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.Map;
import java.util.Optional;

/// The types of a schema, for the checking of expressions. Each structure is a type of its own,
/// named by where it stands, in a way that no expression can name.
final class SchemaTypes {
    private final ImmutableMap.Builder<String, CelType> structures = ImmutableMap.builder();

    private SchemaTypes() {}

    /// The type of `self`, and the types that it refers to.
    record Typed(CelType self, CelTypeProvider provider) {}

    static Typed of(RuleSchema schema) {
        SchemaTypes types = new SchemaTypes();
        CelType self = types.type("@self", schema);

        return new Typed(self, new Known(types.structures.buildOrThrow()));
    }

    private CelType type(String name, RuleSchema schema) {
        return switch (schema.shape()) {
            case STRUCTURE -> structure(name, schema);
            case MAP -> MapType.create(SimpleType.STRING, type(name + ".@values", schema.item()));
            case LIST -> ListType.create(type(name + ".@items", schema.item()));
            case TEXT -> scalar(schema, SimpleType.STRING);
            case BYTES -> scalar(schema, SimpleType.BYTES);
            case TIMESTAMP -> SimpleType.TIMESTAMP;
            case DURATION -> SimpleType.DURATION;
            case INTEGER -> scalar(schema, SimpleType.INT);
            case NUMBER -> scalar(schema, SimpleType.DOUBLE);
            case BOOLEAN -> scalar(schema, SimpleType.BOOL);
            case EITHER, HIDDEN -> SimpleType.DYN;
        };
    }

    /// All others may be compared with null anyway.
    private static CelType scalar(RuleSchema schema, CelType type) {
        return schema.node().path("nullable").asBoolean(false) ? NullableType.create(type) : type;
    }

    private CelType structure(String name, RuleSchema schema) {
        ImmutableMap.Builder<String, CelType> fields = ImmutableMap.builder();
        for (Map.Entry<String, RuleSchema> each : schema.properties().entrySet()) {
            String escaped = FieldNames.escaped(each.getKey());
            if (FieldNames.isReachable(each.getKey()) && each.getValue().isVisible()) {
                fields.put(escaped, type(name + "." + escaped, each.getValue()));
            }
        }
        ImmutableMap<String, CelType> known = fields.buildKeepingLast();
        StructType structure =
                StructType.create(
                        name, known.keySet(), field -> Optional.ofNullable(known.get(field)));
        structures.put(name, structure);

        return structure;
    }

    /// The structures of one schema.
    private record Known(ImmutableMap<String, CelType> all) implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return all.values();
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(all.get(name));
        }
    }
}
