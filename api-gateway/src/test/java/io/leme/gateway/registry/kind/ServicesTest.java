package io.leme.gateway.registry.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.registry.RequestContext;
import io.leme.gateway.registry.Resource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Services: what they may say about addresses and ports, what they are given, and what they give
/// back when they become another sort of service.
class ServicesTest extends EngineFixture {
    private final Resource services = resource("", "services");

    @ParameterizedTest
    @CsvFileSource(resources = "refused-services.txt", delimiter = '|', quoteCharacter = '~')
    void whatCanNotBeIsRefused(String spec, String error) {
        assertRefused(422, "Service \"a\" is invalid: " + error, () -> create("a", spec));
    }

    @Test
    void portsOfNodesBelongToOnePortEach() {
        assertThat(refusal("a", "'type':'NodePort'", port("a", 80, 30_100), port("b", 81, 30_100)))
                .isEqualTo(
                        "Service \"a\" is invalid: spec.ports[1].nodePort: Duplicate value: 30100");
        create("a", "'type':'NodePort'", port("a", 80, 30_100));

        String taken = "Invalid value: 30100: provided port is already allocated";
        assertThat(refusal("b", "'type':'NodePort'", port("b", 80, 30_100)))
                .endsWith("spec.ports[0].nodePort: " + taken);
        String local = "'type':'LoadBalancer','externalTrafficPolicy':'Local'";
        assertThat(refusal("b", local + ",'healthCheckNodePort':30100", port("b", 80, 0)))
                .endsWith("spec.healthCheckNodePort: " + taken);
        assertThat(refusal("b", "'type':'NodePort'", port("b", 80, 20_000)))
                .endsWith("The range of valid ports is 30000-32767");
    }

    @Test
    void whatWasTakenForARefusedServiceIsFreeAgain() {
        create("a", "'type':'NodePort'", port("a", 80, 30_100));
        String asked = "'type':'NodePort','clusterIP':'10.96.3.4'";

        assertThat(refusal("b", asked, port("a", 80, 30_101), port("b", 81, 30_100)))
                .contains("30100");

        create("c", asked, port("a", 80, 30_101));
    }

    @Test
    void aServiceThatIsThereAlreadyKeepsWhatItHas() {
        create("a", "'clusterIP':'10.96.3.4'");

        assertThat(refusal("a", "'clusterIP':'10.96.3.4'")).contains("already allocated");

        assertThat(refusal("b", "'clusterIP':'10.96.3.4'")).contains("already allocated");
    }

    @Test
    void aBalancerThatAsksNodesHasAPortForThat() {
        ApiObject service = create("a", "'type':'LoadBalancer','externalTrafficPolicy':'Local'");
        int health = service.tree().at("/spec/healthCheckNodePort").asInt();
        assertThat(health).isBetween(30_000, 32_767);

        assertThat(change(service, "healthCheckNodePort", 30_999))
                .endsWith("spec.healthCheckNodePort: Forbidden: field is immutable");
        assertThat(change(service, "externalTrafficPolicy", "Cluster")).isEmpty();

        assertThat(spec("a").has("healthCheckNodePort")).isFalse();
        create("b", "'type':'NodePort'", port("b", 80, health));
    }

    @Test
    void eachTypeHasWhatIsItsOwn() {
        ApiObject service = create("a", "'type':'ClusterIP'");
        String address = spec("a").path("clusterIP").asText();

        assertThat(change(service, "type", "LoadBalancer")).isEmpty();
        assertThat(spec("a").path("allocateLoadBalancerNodePorts").asBoolean()).isTrue();
        assertThat(spec("a").at("/ports/0/nodePort").asInt()).isPositive();
        assertThat(change(service, "type", "ClusterIP")).isEmpty();
        assertThat(spec("a").has("allocateLoadBalancerNodePorts")).isFalse();
        assertThat(spec("a").at("/ports/0").has("nodePort")).isFalse();
        assertThat(change(service, "type", "ExternalName")).contains("spec.externalName: Required");

        assertThat(change(service, "type", "ExternalName", "externalName", "a.b")).isEmpty();
        assertThat(spec("a").has("clusterIP")).isFalse();
        assertThat(spec("a").has("ipFamilies")).isFalse();
        create("b", "'clusterIP':'" + address + "'");
        assertThat(change(service, "type", "NodePort")).isEmpty();
        assertThat(spec("a").has("externalName")).isFalse();
        assertThat(spec("a").path("clusterIP").asText()).startsWith("10.96.").isNotEqualTo(address);
        assertThat(change(service, "clusterIP", "10.96.9.9")).contains("may not change once set");
        assertThat(change(service, "clusterIP", "")).isEmpty();
    }

    @Test
    void aBalancerMayDoWithoutPortsOfNodes() {
        String bare = "'type':'LoadBalancer','allocateLoadBalancerNodePorts':false";
        create("a", bare, port("a", 80, 0), port("b", 81, 30_200));

        assertThat(spec("a").at("/ports/0").has("nodePort")).isFalse();
        assertThat(spec("a").at("/ports/1/nodePort").asInt()).isEqualTo(30_200);
    }

    @Test
    void familiesAreSettled() {
        create("a", "'clusterIP':'None'");
        create("b", "'clusterIP':'None','selector':{'app':'b'}");
        create("c", "'ipFamilyPolicy':'PreferDualStack'");

        assertThat(families("a")).isEqualTo("[\"IPv4\",\"IPv6\"] RequireDualStack");
        assertThat(families("b")).isEqualTo("[\"IPv4\"] SingleStack");
        assertThat(families("c")).isEqualTo("[\"IPv4\"] PreferDualStack");
        assertThat(spec("a").path("clusterIPs").toString()).isEqualTo("[\"None\"]");
    }

    @Test
    void whatADeletedServiceHadIsFree() {
        String asked =
                "'type':'LoadBalancer','externalTrafficPolicy':'Local',"
                        + "'healthCheckNodePort':30102,'clusterIP':'10.96.3.4'";
        ApiObject first = create("a", asked, port("a", 80, 30_101));

        services.delete(RequestContext.GATEWAY, first.name(), DeleteOptions.DEFAULT);

        create("b", asked, port("a", 80, 30_101));
    }

    private String families(String name) {
        return spec(name).path("ipFamilies") + " " + spec(name).path("ipFamilyPolicy").asText();
    }

    private JsonNode spec(String name) {
        return services.get(name("default", name), "").tree().path("spec");
    }

    private ApiObject create(String name, String spec, String... ports) {
        String all = ports.length == 0 ? port("web", 80, 0) : String.join(",", ports);

        return create(
                services,
                "{'metadata':{'name':'%s'},'spec':{%s,'ports':[%s]}}".formatted(name, spec, all));
    }

    private static String port(String name, int number, int nodePort) {
        return "{'name':'%s','port':%d,'nodePort':%d}".formatted(name, number, nodePort);
    }

    private String refusal(String name, String spec, String... ports) {
        return refusal(() -> create(name, spec, ports));
    }

    /// @param fields names and values, of the specification
    private String change(ApiObject service, Object... fields) {
        ObjectNode wanted = services.get(service.name(), "").copy();
        List<Object> words = new ArrayList<>(List.of(fields));
        while (!words.isEmpty()) {
            ((ObjectNode) wanted.path("spec"))
                    .putPOJO((String) words.removeFirst(), words.removeFirst());
        }

        return refusal(() -> update(services, service, wanted.toString()));
    }

    /// The message; empty when all went well.
    private static String refusal(Runnable action) {
        try {
            action.run();

            return "";
        } catch (ApiException refused) {
            assertThat(refused.status().code()).isEqualTo(422);

            return refused.status().message();
        }
    }
}
