package io.leme.gateway.registry.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.registry.ClusterService;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The service by which pods reach the gateways.
class ClusterServiceTest extends EngineFixture {
    @Test
    void theServiceLeadsToEveryGateway() {
        new ClusterService(catalog, Optional.of("10.0.0.5"), 6443).publish();
        long revision = keys.revision();
        new ClusterService(catalog, Optional.of("10.0.0.5"), 6443).publish();
        assertThat(keys.revision()).as("nothing to do").isEqualTo(revision);

        new ClusterService(catalog, Optional.of("10.0.0.6"), 6443).publish();

        ObjectNode service = found("", "services");
        assertThat(service.at("/spec/clusterIP").asText()).isEqualTo("10.96.0.1");
        assertThat(service.at("/spec/ports/0/targetPort").asInt()).isEqualTo(6443);
        assertThat(found("", "endpoints").findValuesAsText("ip"))
                .containsExactly("10.0.0.5", "10.0.0.6");
        ObjectNode slice = found("discovery.k8s.io", "endpointslices");
        assertThat(slice.at("/endpoints/1/addresses/0").asText()).isEqualTo("10.0.0.6");
        assertThat(slice.at("/addressType").asText()).isEqualTo("IPv4");
    }

    @Test
    void aGatewayForItsOwnMachineIsNoEndpoint() {
        new ClusterService(catalog, Optional.empty(), 6443).publish();

        assertThat(found("", "services").at("/spec/clusterIP").asText()).isEqualTo("10.96.0.1");
        assertThat(resource("", "endpoints").list("default", ListOptions.ALL).items()).isEmpty();
        assertThat(shown("servicecidrs", "kubernetes").at("/spec/cidrs/0").asText())
                .isEqualTo("10.96.0.0/16");
        assertThat(
                        shown("ipaddresses", "10.96.0.1")
                                .at("/metadata/labels/ipaddress.kubernetes.io~1ip-family")
                                .asText())
                .isEqualTo("IPv4");
    }

    private ObjectNode shown(String plural, String name) {
        return resource("networking.k8s.io", plural).get(name("", name), "").tree();
    }

    private ObjectNode found(String group, String plural) {
        return resource(group, plural).get(name("default", "kubernetes"), "").tree();
    }
}
