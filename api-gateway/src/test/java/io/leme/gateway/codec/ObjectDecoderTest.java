package io.leme.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnknownFieldSet;
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.FieldValidation;
import io.leme.gateway.meta.GroupVersionKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ObjectDecoderTest {
    private static final GroupVersionKind CONFIG_MAP = new GroupVersionKind("", "v1", "ConfigMap");
    private static final GroupVersionKind LEASE =
            new GroupVersionKind("coordination.k8s.io", "v1", "Lease");

    private final ProtobufSchemas schemas = ProtobufSchemas.load();
    private final ObjectDecoder decoder = new ObjectDecoder(schemas);

    @Test
    void anAbsentEnvelopeIsFilledAndComesFirst() {
        ObjectNode object = json("{\"data\":{\"a\":\"b\"},\"metadata\":{\"name\":\"x\"}}").object();

        assertThat(object.toString())
                .isEqualTo(
                        "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\","
                                + "\"metadata\":{\"name\":\"x\"},"
                                + "\"data\":{\"a\":\"b\"}}");
    }

    @Test
    void nullsAreNotErrorsAndNotKept() {
        assertThat(
                        json("{\"metadata\":{\"creationTimestamp\":null,\"name\":\"x\"}}")
                                .object()
                                .toString())
                .doesNotContain("null");
    }

    @Test
    void unknownAndDuplicateFieldsAreRefusedWhenStrict() {
        assertThatThrownBy(() ->
                        decode(
                                "{\"data\":{\"a\":\"1\",\"a\":\"2\"},"
                                        + "\"metadata\":{\"nam\":\"x\"},\"foo\":1}",
                                FieldValidation.STRICT))
                .isInstanceOf(ApiException.class)
                .hasMessage(
                        "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict "
                                + "decoding error: duplicate"
                                + " field \"data.a\", unknown field \"metadata.nam\", unknown "
                                + "field \"foo\"");
    }

    @Test
    void unknownFieldsAreDroppedWithAWarningOrSilently() {
        DecodedObject warned = decode("{\"foo\":1}", FieldValidation.WARN);

        assertThat(warned.object().has("foo")).isFalse();
        assertThat(warned.warnings()).containsExactly("unknown field \"foo\"");
        assertThat(decode("{\"foo\":1}", FieldValidation.IGNORE).warnings()).isEmpty();
    }

    @Test
    void valuesOfTheWrongTypeAreRefused() {
        assertThatThrownBy(() -> json("{\"data\":{\"a\":1}}"))
                .hasMessage(
                        "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: json: "
                                + "cannot unmarshal number"
                                + " into Go struct field ConfigMap.data of type string");
        assertThatThrownBy(() -> json("{\"metadata\":{\"labels\":[]}}"))
                .hasMessageEndingWith(
                        "json: cannot unmarshal array into Go struct field "
                                + "ObjectMeta.metadata.labels of type"
                                + " map[string]string");
        assertThatThrownBy(() -> json("{\"binaryData\":{\"a\":\"!\"}}"))
                .hasMessageEndingWith("illegal base64 data at input byte 0");
    }

    @Test
    void otherKindsAndVersionsAreRefused() {
        assertThatThrownBy(() -> json("{\"kind\":\"Secret\"}"))
                .hasMessageContaining("cannot be handled as a ConfigMap");
        assertThatThrownBy(() -> json("{\"kind\":\"Nonsense\"}"))
                .hasMessageContaining("no kind \"Nonsense\" is registered for version \"v1\"");
        assertThatThrownBy(() -> json("{\"apiVersion\":\"apps/v1\",\"kind\":\"ConfigMap\"}"))
                .hasMessage(
                        "the API version in the data (apps/v1) does not match the expected API "
                                + "version (v1)");
    }

    @Test
    void textThatIsNoJsonIsToldWithItsFirstBytes() {
        assertThatThrownBy(() -> json("nonsense"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status().code()).isEqualTo(400))
                .hasMessageStartingWith(
                        "the object provided is unrecognized (must be of type " + "ConfigMap)")
                .hasMessageEndingWith("(6e6f6e73656e7365)");
        assertThatThrownBy(() -> json("{} {}"))
                .hasMessageContaining("invalid data after " + "top-level value");
    }

    @Test
    void yamlIsReadLikeJson() {
        String yaml = "kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: x\ndata:\n  a: b\n";

        assertThat(
                        decoder.decode(
                                        BodyFormat.YAML,
                                        yaml.getBytes(StandardCharsets.UTF_8),
                                        CONFIG_MAP,
                                        FieldValidation.STRICT)
                                .object())
                .isEqualTo(
                        json("{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\","
                                        + "\"metadata\":{\"name\":\"x\"},"
                                        + "\"data\":{\"a\":\"b\"}}")
                                .object());
    }

    /// Go writes what is no pointer also when it is zero: `generateName`, `generation`, the
    /// creation time.
    @Test
    void protobufBecomesTheTreeThatJsonWouldHave() throws IOException {
        Descriptor lease = schemas.message(LEASE).orElseThrow().descriptor();
        Descriptor meta = lease.findFieldByName("metadata").getMessageType();
        Descriptor spec = lease.findFieldByName("spec").getMessageType();
        Descriptor time = spec.findFieldByName("renewTime").getMessageType();
        DynamicMessage message =
                DynamicMessage.newBuilder(lease)
                        .setField(
                                lease.findFieldByName("metadata"),
                                DynamicMessage.newBuilder(meta)
                                        .setField(meta.findFieldByName("name"), "l")
                                        .setField(meta.findFieldByName("generateName"), "")
                                        .setField(meta.findFieldByName("generation"), 0L)
                                        .build())
                        .setField(
                                lease.findFieldByName("spec"),
                                DynamicMessage.newBuilder(spec)
                                        .setField(spec.findFieldByName("holderIdentity"), "")
                                        .setField(spec.findFieldByName("leaseTransitions"), 0)
                                        .setField(
                                                spec.findFieldByName("renewTime"),
                                                DynamicMessage.newBuilder(time)
                                                        .setField(
                                                                time.findFieldByName("seconds"),
                                                                60L)
                                                        .setField(
                                                                time.findFieldByName("nanos"), 5000)
                                                        .build())
                                        .build())
                        .build();

        ObjectNode object =
                decoder.decode(
                                BodyFormat.PROTOBUF,
                                enveloped("coordination.k8s.io/v1", "Lease", message),
                                LEASE,
                                FieldValidation.STRICT)
                        .object();

        assertThat(object.toString())
                .isEqualTo(
                        "{\"kind\":\"Lease\",\"apiVersion\":\"coordination.k8s.io/v1\","
                                + "\"metadata\":{\"name\":\"l\"},"
                                + "\"spec\":{\"holderIdentity\":\"\","
                                + "\"renewTime\":\"1970-01-01T00:01:00.000005Z\","
                                + "\"leaseTransitions\":0}}");
    }

    @Test
    void bytesThatAreNoKubernetesProtobufAreRefused() {
        assertThatThrownBy(() ->
                        decoder.decode(
                                BodyFormat.PROTOBUF,
                                new byte[] {1, 2},
                                LEASE,
                                FieldValidation.WARN))
                .hasMessageContaining(
                        "does not appear to be a protobuf message, expected "
                                + "prefix [107 56 115 0]");
    }

    @Test
    void deleteOptionsOfAnyGroupAreRead() {
        String body =
                "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"apps/v1\",\"gracePeriodSeconds\":0}";

        assertThat(
                        decoder.decodeDeleteOptions(
                                        BodyFormat.JSON, body.getBytes(StandardCharsets.UTF_8))
                                .path("gracePeriodSeconds")
                                .asInt(-1))
                .isZero();
    }

    private static byte[] enveloped(String apiVersion, String kind, DynamicMessage message)
            throws IOException {
        UnknownFieldSet typeMeta =
                UnknownFieldSet.newBuilder()
                        .addField(1, text(apiVersion))
                        .addField(2, text(kind))
                        .build();
        UnknownFieldSet unknown =
                UnknownFieldSet.newBuilder()
                        .addField(1, bytes(typeMeta.toByteString()))
                        .addField(2, bytes(message.toByteString()))
                        .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {'k', '8', 's', 0});
        unknown.writeTo(out);

        return out.toByteArray();
    }

    private static UnknownFieldSet.Field text(String text) {
        return bytes(ByteString.copyFromUtf8(text));
    }

    private static UnknownFieldSet.Field bytes(ByteString bytes) {
        return UnknownFieldSet.Field.newBuilder().addLengthDelimited(bytes).build();
    }

    private DecodedObject json(String text) {
        return decode(text, FieldValidation.WARN);
    }

    private DecodedObject decode(String text, FieldValidation validation) {
        return decoder.decode(
                BodyFormat.JSON, text.getBytes(StandardCharsets.UTF_8), CONFIG_MAP, validation);
    }
}
