package io.leme.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.AdmissionRequest.Operation;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.NamespacedName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is filled in because of other objects, or of who asks.
class FilledInTest {
    private static final Requester ANNA = new Requester("anna", "7", List.of("developers"));

    private final List<ObjectNode> classes = new ArrayList<>();
    private final ObjectLookup lookup =
            new ObjectLookup() {
                @Override
                public Optional<ObjectNode> find(
                        GroupVersionResource resource, NamespacedName name) {
                    return Optional.empty();
                }

                @Override
                public List<ObjectNode> all(GroupVersionResource resource, String namespace) {
                    return resource.resource().equals("storageclasses") ? classes : List.of();
                }
            };

    @Test
    void aClaimGetsTheYoungestDefaultClass() {
        addClass("old", "2026-01-01T00:00:00Z", "true");
        addClass("b", "2026-01-02T00:00:00Z", "true");
        addClass("a", "2026-01-02T00:00:00Z", "true");
        addClass("other", "2026-01-03T00:00:00Z", "false");

        assertThat(classOf("{'spec':{}}")).isEqualTo("a");
        assertThat(classOf("{'spec':{'storageClassName':'own'}}")).isEqualTo("own");
        assertThat(classOf("{'spec':{'storageClassName':''}}")).isEmpty();
        classes.clear();
        assertThat(classOf("{'spec':{}}")).isEmpty();
    }

    @Test
    void aPodToleratesAFaultOfItsNodeForAWhile() {
        ObjectNode pod =
                tree(
                        "{'spec':{'tolerations':[{'operator':'Exists','effect':'NoSchedule'},"
                                + "{'key':'node.kubernetes.io/not-ready',"
                                + "'operator':'Exists'}]}}");

        mutate(new PodTolerations(), "", "pods", pod, null);
        mutate(new PodTolerations(), "", "pods", pod, pod.deepCopy());

        assertThat(pod.at("/spec/tolerations")).hasSize(3);
        assertThat(pod.at("/spec/tolerations/2"))
                .isEqualTo(
                        tree(
                                "{'key':'node.kubernetes.io/unreachable','operator':'Exists',"
                                        + "'effect':'NoExecute','tolerationSeconds':300}"));
    }

    @Test
    void nobodyAsksForACertificateInAnothersName() {
        ObjectNode request =
                tree("{'spec':{'username':'bob','groups':['system:masters'],'extra':{'a':['b']}}}");

        mutate(
                new SigningRequests(),
                "certificates.k8s.io",
                "certificatesigningrequests",
                request,
                null);

        assertThat(request)
                .isEqualTo(tree("{'spec':{'username':'anna','uid':'7','groups':['developers']}}"));
        ObjectNode later = tree("{'spec':{'username':'bob'}}");
        mutate(
                new SigningRequests(),
                "certificates.k8s.io",
                "certificatesigningrequests",
                later,
                request);
        assertThat(later).isEqualTo(request);
    }

    private String classOf(String claim) {
        ObjectNode object = tree(claim);
        mutate(new DefaultClasses(lookup), "", "persistentvolumeclaims", object, null);

        return object.at("/spec/storageClassName").asText("");
    }

    private void addClass(String name, String created, String isDefault) {
        ObjectNode storageClass = tree("{}");
        storageClass
                .putObject("metadata")
                .put("name", name)
                .put("creationTimestamp", created)
                .putObject("annotations")
                .put("storageclass.kubernetes.io/is-default-class", isDefault);
        classes.add(storageClass);
    }

    private static void mutate(
            AdmissionPlugin plugin,
            String group,
            String plural,
            ObjectNode object,
            @Nullable ObjectNode before) {
        plugin.mutate(
                new AdmissionRequest(
                        before == null ? Operation.CREATE : Operation.UPDATE,
                        new GroupVersionResource(group, "v1", plural),
                        new GroupVersionKind(group, "v1", "Any"),
                        "n",
                        "o",
                        "",
                        object,
                        before,
                        ANNA,
                        false));
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
