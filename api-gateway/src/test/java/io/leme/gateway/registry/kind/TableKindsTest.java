package io.leme.gateway.registry.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.registry.Deleted;
import io.leme.gateway.registry.RequestContext;
import io.leme.gateway.registry.Resource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Kinds that the tables describe: defaults, rules, and what only one can have.
class TableKindsTest extends EngineFixture {
    private static final String POD =
            "{'metadata':{'name':'p'},'spec':{%s'containers':[{'name':'c','image':'a:1'}]}}";

    private final Resource pods = resource("", "pods");
    private final Resource services = resource("", "services");
    private final Resource deployments = resource("apps", "deployments");

    @Test
    void whatAWriterLeavesOpenIsFilledIn() {
        ObjectNode pod = create(pods, POD.formatted("")).tree();

        assertThat(pod.at("/spec/restartPolicy").asText()).isEqualTo("Always");
        assertThat(pod.at("/spec/containers/0/imagePullPolicy").asText()).isEqualTo("IfNotPresent");
        assertThat(pod.at("/spec/terminationGracePeriodSeconds").asInt()).isEqualTo(30);
        assertThat(pod.at("/status/phase").asText()).isEqualTo("Pending");
        assertThat(pod.at("/status/qosClass").asText()).isEqualTo("BestEffort");
        assertThat(pod.at("/metadata/generation").asInt()).isEqualTo(1);
    }

    @Test
    void aPodThatRunsIsGivenTimeAndOneThatDoesNotGoesAtOnce() {
        ApiObject running = create(pods, POD.formatted("'nodeName':'n',"));

        assertThat(delete(running, Optional.empty())).isInstanceOf(Deleted.LastState.class);
        ObjectNode marked = pods.get(running.name(), "").tree();
        assertThat(marked.at("/metadata/deletionGracePeriodSeconds").asInt()).isEqualTo(30);
        assertThat(marked.at("/metadata/deletionTimestamp").asText())
                .isEqualTo("2026-11-23T01:02:33Z");
        delete(running, Optional.of(5L));
        assertThat(pods.get(running.name(), "").tree().at("/metadata/deletionTimestamp").asText())
                .isEqualTo("2026-11-23T01:02:08Z");
        delete(running, Optional.of(0L));
        assertRefused(404, "pods \"p\" not found", () -> pods.get(running.name(), ""));

        ApiObject waiting = create(pods, POD.formatted(""));
        delete(waiting, Optional.empty());
        assertRefused(404, "pods \"p\" not found", () -> pods.get(waiting.name(), ""));
    }

    @Test
    void anAddressAndAPortBelongToOneServiceUntilItIsGone() {
        ApiObject first = create(services, service("a", "'type':'NodePort',"));
        String address = first.tree().at("/spec/clusterIP").asText();
        int port = first.tree().at("/spec/ports/0/nodePort").asInt();
        assertThat(address).startsWith("10.96.");
        assertThat(port).isBetween(30_000, 32_767);

        assertRefused(
                422,
                "Service \"b\" is invalid: spec.clusterIPs: Invalid value: [\""
                        + address
                        + "\"]: failed to allocate IP "
                        + address
                        + ": provided IP is already allocated",
                () -> create(services, service("b", "'clusterIP':'" + address + "',")));
        services.delete(RequestContext.GATEWAY, first.name(), DeleteOptions.DEFAULT);

        ApiObject second = create(services, service("b", "'clusterIP':'" + address + "',"));
        assertThat(second.tree().at("/spec/clusterIP").asText()).isEqualTo(address);
    }

    @Test
    void aServiceThatIsNotReachedThroughNodesAnyMoreHasNoPortOfThem() {
        ApiObject service = create(services, service("a", "'type':'NodePort',"));
        String address = service.tree().at("/spec/clusterIP").asText();
        ObjectNode wanted = service.copy();
        ((ObjectNode) wanted.path("spec")).put("type", "ClusterIP");

        JsonNode spec =
                services.update(
                                RequestContext.GATEWAY,
                                service.name(),
                                "",
                                wanted,
                                WriteOptions.DEFAULT)
                        .object()
                        .tree()
                        .path("spec");

        assertThat(spec.at("/ports/0").has("nodePort")).isFalse();
        assertThat(spec.has("externalTrafficPolicy")).isFalse();
        assertThat(spec.path("clusterIP").asText()).isEqualTo(address);
    }

    @Test
    void onlyTheStatusIsWrittenThroughTheStatus() {
        ApiObject deployment = create(deployments, deployment("'replicas':2,"));
        ObjectNode wanted = deployment.copy();
        ((ObjectNode) wanted.path("spec")).put("replicas", 9);
        ((ObjectNode) wanted.path("status")).put("readyReplicas", 2);

        JsonNode after =
                deployments
                        .update(
                                RequestContext.GATEWAY,
                                deployment.name(),
                                "status",
                                wanted,
                                WriteOptions.DEFAULT)
                        .object()
                        .tree();

        assertThat(after.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(after.at("/status/readyReplicas").asInt()).isEqualTo(2);
        assertThat(after.at("/metadata/generation").asInt()).isEqualTo(1);
    }

    @Test
    void aScaleShowsAndSetsTheReplicas() {
        ApiObject deployment = create(deployments, deployment("'replicas':2,"));
        ObjectNode scale = deployments.get(deployment.name(), "scale", "").copy();
        assertThat(scale.path("kind").asText()).isEqualTo("Scale");
        assertThat(scale.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(scale.at("/status/selector").asText()).isEqualTo("app=a");

        ((ObjectNode) scale.path("spec")).put("replicas", 7);
        deployments.update(
                RequestContext.GATEWAY, deployment.name(), "scale", scale, WriteOptions.DEFAULT);

        ObjectNode after = deployments.get(deployment.name(), "").tree();
        assertThat(after.at("/spec/replicas").asInt()).isEqualTo(7);
        assertThat(after.at("/metadata/generation").asInt()).isEqualTo(2);
    }

    @Test
    void whatBreaksARuleIsRefusedWithItsPath() {
        assertRefused(
                422,
                "Pod \"p\" is invalid: spec.containers[0].image: Required value",
                () ->
                        create(
                                pods,
                                "{'metadata':{'name':'p'},'spec':{'containers':[{'name':'c'}]}}"));
    }

    @Test
    void whatIsClaimedForEveryPodCanBeMounted() {
        ApiObject set =
                create(
                        resource("apps", "statefulsets"),
                        "{'metadata':{'name':'s'},'spec':{'selector':{'matchLabels':{'app':'a'}},"
                                + "'template':{'metadata':{'labels':{'app':'a'}},'spec':"
                                + "{'containers':[{'name':'c','image':'a','volumeMounts':"
                                + "[{'name':'data','mountPath':'/data'}]}]}},"
                                + "'volumeClaimTemplates':[{'metadata':{'name':'data'},'spec':"
                                + "{'accessModes':['ReadWriteOnce']}}]}}");

        assertThat(set.tree().at("/spec/podManagementPolicy").asText()).isEqualTo("OrderedReady");
        assertThat(set.tree().at("/spec/volumeClaimTemplates/0/spec/volumeMode").asText())
                .isEqualTo("Filesystem");
    }

    @Test
    void aNodeIsRegisteredWithItsStatus() {
        ApiObject node =
                createIn(
                        resource("", "nodes"),
                        "",
                        "{'metadata':{'name':'n'},'status':{'capacity':{'cpu':'4000m'}}}");

        assertThat(node.tree().at("/status/capacity/cpu").asText()).isEqualTo("4000m");
        assertThat(node.tree().at("/status/allocatable/cpu").asText()).isEqualTo("4000m");
    }

    @Test
    void aPodIsBoundToOneNode() {
        ApiObject pod = create(pods, POD.formatted(""));

        act(pod, "binding", "{'target':{'kind':'Node','name':'n'}}");

        ApiObject written = pods.get(pod.name(), "");
        assertThat(written.resourceVersion()).isEqualTo(pod.resourceVersion() + 1);
        ObjectNode bound = written.tree();
        assertThat(bound.at("/spec/nodeName").asText()).isEqualTo("n");
        assertThat(bound.at("/status/conditions/0/type").asText()).isEqualTo("PodScheduled");
        assertRefused(
                409,
                "Operation cannot be fulfilled on pods/binding \"p\": pod p is already assigned "
                        + "to node \"n\"",
                () -> act(pod, "binding", "{'target':{'kind':'Node','name':'m'}}"));
    }

    @Test
    void onlyABindingSendsAPodToANode() {
        ApiObject pod = create(pods, POD.formatted(""));

        assertThatThrownBy(() -> update(pods, pod, POD.formatted("'nodeName':'n',")))
                .hasMessageContaining("Pod \"p\" is invalid: spec: Forbidden: pod updates may not");
        assertThat(pods.get(pod.name(), "").tree().at("/spec/nodeName").isMissingNode()).isTrue();
    }

    @Test
    void autoscalersAreServedInTheirOlderVersionToo() {
        Resource older = resource("autoscaling", "horizontalpodautoscalers");
        ApiObject made =
                create(
                        older,
                        "{'kind':'HorizontalPodAutoscaler','apiVersion':'autoscaling/v1',"
                                + "'metadata':{'name':'h'},'spec':{'maxReplicas':3,"
                                + "'scaleTargetRef':{'kind':"
                                + "'Deployment','name':'d'},'targetCPUUtilizationPercentage':80}}");
        Resource newer =
                catalog.find(
                                new GroupVersionResource(
                                        "autoscaling", "v2", "horizontalpodautoscalers"))
                        .orElseThrow();

        assertThat(made.tree().path("apiVersion").asText()).isEqualTo("autoscaling/v1");
        assertThat(made.tree().at("/spec/targetCPUUtilizationPercentage").asInt()).isEqualTo(80);
        ObjectNode listed = older.list("default", ListOptions.ALL).items().getFirst().tree();
        assertThat(listed.path("apiVersion").asText()).isEqualTo("autoscaling/v1");
        assertThat(cells(older, made)).isEqualTo(cells(newer, newer.get(made.name(), "")));
        assertThat(cells(older, made)).contains("\"cpu: <unknown>/80%\"");
    }

    private static List<String> cells(Resource resource, ApiObject object) {
        return resource.definition().columns().stream()
                .map(column -> column.cell().of(object.tree(), NOW).toString())
                .toList();
    }

    @Test
    void aBudgetAllowsAsManyEvictionsAsItSays() {
        Resource budgets = resource("policy", "poddisruptionbudgets");
        ApiObject budget =
                create(
                        budgets,
                        "{'metadata':{'name':'b'},'spec':{'selector':"
                                + "{'matchLabels':{'app':'a'}}}}");
        ApiObject pod =
                create(
                        pods,
                        "{'metadata':{'name':'p','labels':{'app':'a'}},'spec':{'containers':"
                                + "[{'name':'c','image':'a'}]}}");
        writeStatus(pods, pod, "{'phase':'Running'}");

        assertRefused(
                429,
                "Cannot evict pod as it would violate the pod's disruption budget.",
                () -> act(pod, "eviction", "{}"));
        writeStatus(budgets, budget, "{'observedGeneration':1,'disruptionsAllowed':1}");
        act(pod, "eviction", "{}");

        assertRefused(404, "pods \"p\" not found", () -> pods.get(pod.name(), ""));
        JsonNode after = budgets.get(budget.name(), "").tree().path("status");
        assertThat(after.path("disruptionsAllowed").asInt()).isZero();
        assertThat(after.path("disruptedPods").has("p")).isTrue();
    }

    private void act(ApiObject pod, String subresource, String body) {
        pods.act(RequestContext.GATEWAY, pod.name(), subresource, tree(body), WriteOptions.DEFAULT);
    }

    private static void writeStatus(Resource resource, ApiObject object, String status) {
        ObjectNode wanted = object.copy();
        wanted.set("status", tree(status));
        ((ObjectNode) wanted.path("metadata")).remove("resourceVersion");
        resource.update(
                RequestContext.GATEWAY, object.name(), "status", wanted, WriteOptions.DEFAULT);
    }

    private Deleted delete(ApiObject pod, Optional<Long> grace) {
        return pods.delete(
                RequestContext.GATEWAY,
                pod.name(),
                new DeleteOptions(false, "", "", grace, Optional.empty()));
    }

    private static String service(String name, String more) {
        return "{'metadata':{'name':'" + name + "'},'spec':{" + more + "'ports':[{'port':80}]}}";
    }

    private static String deployment(String more) {
        return "{'metadata':{'name':'d'},'spec':{"
                + more
                + "'selector':{'matchLabels':{'app':'a'}},'template':{'metadata':{'labels':"
                + "{'app':'a'}},'spec':{'containers':[{'name':'c','image':'a'}]}}}}";
    }
}
