package io.leme.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.AdmissionChain;
import io.leme.gateway.admission.ResourceQuotas;
import io.leme.gateway.codec.schema.KindSchemas;
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.FieldValidation;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.registry.kind.BuiltInKinds;
import io.leme.gateway.storage.keyed.HeapKeySpace;
import io.leme.gateway.storage.keyed.KeyObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private static final String NAMESPACE = "default";
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final WriteOptions DRY_RUN =
            new WriteOptions(true, "", FieldValidation.WARN, false);

    private final HeapKeySpace keys = new HeapKeySpace();
    private final AtomicReference<ResourceCatalog> catalog =
            new AtomicReference<>(new ResourceCatalog(List.of()));
    private final QuotaUpkeep upkeep = new QuotaUpkeep(catalog::get);
    private final QuotaKeeper keeper = new QuotaKeeper(catalog::get);

    @BeforeEach
    void serve() {
        var lookup = new CatalogLookup(catalog::get);
        catalog.set(
                BuiltInKinds.catalog(
                        new EngineParts(
                                new KindSchemas(ProtobufSchemas.load()),
                                new AdmissionChain(
                                        List.of(
                                                new ResourceQuotas(
                                                        lookup, lookup, keeper::recount))),
                                InstantSource.fixed(Instant.parse("2026-11-23T00:00:00Z")),
                                new Random(7)),
                        type -> new KeyObjectStore(keys, type)));
        new Bootstrap(catalog.get()).run();
    }

    @AfterEach
    void stop() {
        keeper.close();
    }

    @Test
    void whatExceedsAQuotaIsRefused() {
        quota("{'hard':{'pods':'2','requests.cpu':'300m','requests.memory':'1Gi'}}");

        pod("a", "{'cpu':'200m','memory':'512Mi'}");

        assertThat(used())
                .isEqualTo(
                        tree("{'pods':'1','requests.cpu':'200m'," + "'requests.memory':'512Mi'}"));
        assertThatThrownBy(() -> pod("b", "{'cpu':'200m','memory':'1Gi'}"))
                .hasMessage(
                        "pods \"b\" is forbidden: exceeded quota: q, requested:"
                                + " requests.cpu=200m,requests.memory=1Gi, used:"
                                + " requests.cpu=200m,requests.memory=512Mi, limited:"
                                + " requests.cpu=300m,requests.memory=1Gi");
        assertThatThrownBy(() -> pod("b", "{'memory':'1Mi'}"))
                .hasMessage(
                        "pods \"b\" is forbidden: failed quota: q: must specify requests.cpu for:"
                                + " c");
        create("configmaps", "{'metadata':{'name':'free'}}", WriteOptions.DEFAULT);
    }

    @Test
    void aQuotaThatWasNotCountedYetLetsNothingIn() {
        create(
                "resourcequotas",
                named("q", "{'hard':{'count/configmaps':'5'}}"),
                WriteOptions.DEFAULT);

        assertThatThrownBy(() ->
                        create("configmaps", "{'metadata':{'name':'m'}}", WriteOptions.DEFAULT))
                .hasMessage(
                        "configmaps \"m\" is forbidden: status unknown for quota: q, resources:"
                                + " count/configmaps");
    }

    @Test
    void whatIsGoneOrWasNeverWrittenIsNotUsed() {
        quota("{'hard':{'secrets':'1','count/secrets':'9'}}");
        create("secrets", "{'metadata':{'name':'s'}}", DRY_RUN);
        assertThat(used().path("secrets").asText()).isEqualTo("0");
        create("secrets", "{'metadata':{'name':'s'}}", WriteOptions.DEFAULT);
        assertThatThrownBy(
                        () -> create("secrets", "{'metadata':{'name':'t'}}", WriteOptions.DEFAULT))
                .hasMessageContaining("requested: secrets=1, used: secrets=1, limited: secrets=1");

        delete("secrets", "s");
        assertThat(upkeep.visit(NAMESPACE)).isEqualTo(QuotaUpkeep.Outcome.COUNTED);

        assertThat(used()).isEqualTo(tree("{'secrets':'0','count/secrets':'0'}"));
    }

    @Test
    void aQuotaWithAScopeSpeaksOfSomePodsOnly() {
        quota("{'hard':{'pods':'0'},'scopes':['BestEffort']}");

        pod("burstable", "{'cpu':'1m'}");

        assertThatThrownBy(() -> pod("best-effort", "{}"))
                .hasMessageContaining("exceeded quota: q, requested: pods=1, used: pods=0");
    }

    @Test
    void aServiceThatWantsAPortLaterIsCharged() {
        quota("{'hard':{'services.nodeports':'1','services':'1'}}");
        String ports = "'ports':[{'name':'a','port':1},{'name':'b','port':2}]";
        create("services", named("s", "{" + ports + "}"), WriteOptions.DEFAULT);

        assertThatThrownBy(() ->
                        resource("services")
                                .update(
                                        RequestContext.GATEWAY,
                                        new NamespacedName(NAMESPACE, "s"),
                                        "",
                                        tree(
                                                "{'metadata':{'name':'s','namespace':'default'},"
                                                        + "'spec':{'type':'NodePort',"
                                                        + ports
                                                        + "}}"),
                                        WriteOptions.DEFAULT))
                .hasMessageContaining(
                        "requested: services.nodeports=2, used: services.nodeports=0");
    }

    @Test
    void quotasAreCountedByThemselves() {
        keeper.start();
        create("resourcequotas", named("q", "{'hard':{'pods':'3'}}"), WriteOptions.DEFAULT);
        awaitUsed("q", "pods", "0");
        pod("a", "{}");
        pod("b", "{}");
        awaitUsed("q", "pods", "2");
        delete("pods", "a");
        awaitUsed("q", "pods", "1");
    }

    @Test
    void whatWasChargedAndNotWrittenIsGivenBackAtOnce() {
        keeper.start();
        create("configmaps", "{'metadata':{'name':'m'}}", WriteOptions.DEFAULT);
        create("resourcequotas", named("q", "{'hard':{'configmaps':'9'}}"), WriteOptions.DEFAULT);
        awaitUsed("q", "configmaps", "1");

        assertThatThrownBy(() ->
                        create("configmaps", "{'metadata':{'name':'m'}}", WriteOptions.DEFAULT))
                .hasMessage("configmaps \"m\" already exists");

        awaitUsed("q", "configmaps", "1");
    }

    @Test
    void whatOneQuotaChargedBeforeAnotherRefusedIsGivenBackAtOnce() {
        keeper.start();
        create("resourcequotas", named("q", "{'hard':{'configmaps':'9'}}"), WriteOptions.DEFAULT);
        create("resourcequotas", named("r", "{'hard':{'configmaps':'0'}}"), WriteOptions.DEFAULT);
        awaitUsed("q", "configmaps", "0");
        awaitUsed("r", "configmaps", "0");

        assertThatThrownBy(() ->
                        create("configmaps", "{'metadata':{'name':'m'}}", WriteOptions.DEFAULT))
                .hasMessageContaining("exceeded quota: r");

        awaitUsed("q", "configmaps", "0");
    }

    private void awaitUsed(String quota, String name, String amount) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!used(quota).path(name).asText("").equals(amount) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(used(quota).path(name).asText("")).isEqualTo(amount);
    }

    private void quota(String spec) {
        create("resourcequotas", named("q", spec), WriteOptions.DEFAULT);
        assertThat(upkeep.visit(NAMESPACE)).isEqualTo(QuotaUpkeep.Outcome.COUNTED);
    }

    private JsonNode used() {
        return used("q");
    }

    private JsonNode used(String quota) {
        return resource("resourcequotas")
                .get(new NamespacedName(NAMESPACE, quota), "")
                .tree()
                .at("/status/used");
    }

    private void pod(String name, String requests) {
        create(
                "pods",
                named(
                        name,
                        "{'containers':[{'name':'c','image':'i','resources':{'requests':%s}}]}"
                                .formatted(requests)),
                WriteOptions.DEFAULT);
    }

    private void delete(String plural, String name) {
        resource(plural)
                .delete(
                        RequestContext.GATEWAY,
                        new NamespacedName(NAMESPACE, name),
                        new DeleteOptions(false, "", "", Optional.of(0L), Optional.empty()));
    }

    private void create(String plural, String json, WriteOptions options) {
        ObjectNode object = tree(json);
        Resource resource = resource(plural);
        object.put("kind", resource.definition().kind().kind()).put("apiVersion", "v1");
        resource.create(RequestContext.GATEWAY, NAMESPACE, object, options);
    }

    private Resource resource(String plural) {
        return catalog.get().find(new GroupVersionResource("", "v1", plural)).orElseThrow();
    }

    private static String named(String name, String spec) {
        return "{'metadata':{'name':'%s'},'spec':%s}".formatted(name, spec);
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
