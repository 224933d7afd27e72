package io.leme.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.meta.FieldValidation;
import io.leme.gateway.meta.GroupVersionKind;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written as protobuf is read as the same object.
class ProtobufWriterTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final ProtobufSchemas schemas = ProtobufSchemas.load();
    private final ProtobufWriter writer = new ProtobufWriter(schemas);
    private final ObjectDecoder decoder = new ObjectDecoder(schemas);

    static List<ObjectNode> objects() throws IOException {
        var file = ProtobufWriterTest.class.getResourceAsStream("protobuf-objects.yaml");
        try (MappingIterator<ObjectNode> documents =
                YAML.readerFor(ObjectNode.class).readValues(Objects.requireNonNull(file))) {
            return documents.readAll();
        }
    }

    @ParameterizedTest
    @MethodSource("objects")
    void objectsSurviveTheWayThereAndBack(ObjectNode written) {
        GroupVersionKind kind = GroupVersionKind.of(written);
        ObjectNode object =
                decoder.decode(
                                BodyFormat.JSON,
                                JsonText.compact(written),
                                kind,
                                FieldValidation.STRICT)
                        .object();

        byte[] message = writer.write(object);

        assertThat(
                        decoder.decode(BodyFormat.PROTOBUF, message, kind, FieldValidation.STRICT)
                                .object())
                .isEqualTo(object);
    }

    @Test
    void anEventHasItsLengthBeforeIt() throws IOException {
        ObjectNode map =
                (ObjectNode) YAML.readTree("{kind: ConfigMap, apiVersion: v1, data: {a: b}}");
        byte[] object = writer.write(map);

        byte[] frame = writer.writeEvent("ADDED", map);

        assertThat(frame)
                .startsWith(0, 0, 0, frame.length - 4, 0x0a, 5, 'A', 'D', 'D', 'E', 'D', 0x12)
                .endsWith(object);
    }

    @Test
    void statusIsTheSameInAllGroups() throws IOException {
        assertThat(writer.knows(new GroupVersionKind("", "v1", "Status"))).isTrue();
        assertThat(writer.knows(new GroupVersionKind("", "v1", "Statue"))).isFalse();
        assertThat(writer.write((ObjectNode) YAML.readTree("{kind: Status, apiVersion: v1}")))
                .startsWith('k', '8', 's', 0);
    }
}
