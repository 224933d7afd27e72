package io.leme.gateway.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.gateway.http.request.Acceptance.Encoding;
import io.leme.gateway.http.request.Acceptance.Shape;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.StatusReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptanceTest {
    private static final String KUBECTL_GET =
            "application/json;as=Table;v=v1;g=meta.k8s.io,"
                    + "application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

    @Test
    void kubectlGetIsAnsweredWithATable() {
        assertThat(Acceptance.negotiate(KUBECTL_GET, Shape.LIST, false))
                .isEqualTo(new Acceptance(Encoding.JSON, new Form.Table("v1")));
    }

    @Test
    void whatHasNoMetadataIsNeverATable() {
        assertThat(Acceptance.negotiate(KUBECTL_GET, Shape.BARE, false))
                .isEqualTo(new Acceptance(Encoding.JSON, new Form.Plain()));
        assertNotAcceptable("application/json;as=Table;v=v1;g=meta.k8s.io", Shape.BARE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/*",
                "application/json",
                "application/vnd.kubernetes.protobuf,application/json",
                "text/html, */*;q=0.1",
                "application/json;charset=utf-8"
            })
    void whoeverAcceptsJsonGetsJson(String header) {
        assertThat(Acceptance.negotiate(header, Shape.OBJECT, false).encoding())
                .isEqualTo(Encoding.JSON);
    }

    @Test
    void protobufIsForWhatHasMessages() {
        String typed = "application/vnd.kubernetes.protobuf,application/json";
        String table = "application/vnd.kubernetes.protobuf;as=Table;g=meta.k8s.io;v=v1," + typed;

        assertThat(Acceptance.negotiate(typed, Shape.STREAM, true).encoding())
                .isEqualTo(Encoding.PROTOBUF);
        assertThat(Acceptance.negotiate(table, Shape.LIST, true))
                .isEqualTo(new Acceptance(Encoding.PROTOBUF, new Form.Plain()));
        assertThat(Acceptance.negotiate("*/*", Shape.OBJECT, true).encoding())
                .isEqualTo(Encoding.JSON);
    }

    @Test
    void theClientsPreferenceDecides() {
        String header = "application/json;q=0.5,application/yaml";

        assertThat(Acceptance.negotiate(header, Shape.OBJECT, false).encoding())
                .isEqualTo(Encoding.YAML);
    }

    @Test
    void metadataAloneComesAsWhatWasAskedFor() {
        String one = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
        String many = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

        assertThat(Acceptance.negotiate(one, Shape.STREAM, false).form())
                .isEqualTo(new Form.Metadata("v1"));
        assertThat(Acceptance.negotiate(many, Shape.LIST, false).form())
                .isEqualTo(new Form.Metadata("v1"));
        assertNotAcceptable(one, Shape.LIST);
        assertNotAcceptable(many, Shape.OBJECT);
    }

    @Test
    void nothingElseIsAcceptable() {
        assertNotAcceptable("application/xml", Shape.OBJECT);
        assertNotAcceptable("application/json;q=0", Shape.OBJECT);
        assertNotAcceptable("application/yaml", Shape.STREAM);
    }

    private static void assertNotAcceptable(String header, Shape shape) {
        assertThatThrownBy(() -> Acceptance.negotiate(header, shape, false))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.is(StatusReason.NOT_ACCEPTABLE)).isTrue())
                .hasMessageStartingWith(
                        "only the following media types are accepted: application/");
    }
}
