package io.leme.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.NamespacedName;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PodAdmissionTest {
    private final Map<String, ObjectNode> objects = new HashMap<>();
    private final ObjectLookup lookup =
            new ObjectLookup() {
                @Override
                public Optional<ObjectNode> find(
                        GroupVersionResource resource, NamespacedName name) {
                    return Optional.ofNullable(objects.get(resource.resource() + "/" + name));
                }

                @Override
                public List<ObjectNode> all(GroupVersionResource resource, String namespace) {
                    return objects.entrySet().stream()
                            .filter(each -> each.getKey().startsWith(resource.resource() + "/"))
                            .map(Map.Entry::getValue)
                            .toList();
                }
            };

    @Test
    void aPodGetsTheDefaultAccountAndItsPullSecrets() {
        objects.put("serviceaccounts/n/default", tree("{'imagePullSecrets':[{'name':'s'}]}"));

        ObjectNode pod = admitted(accounts(() -> {}), "{}");

        assertThat(pod.at("/spec/serviceAccountName").asText()).isEqualTo("default");
        assertThat(pod.at("/spec/imagePullSecrets/0/name").asText()).isEqualTo("s");
    }

    @Test
    void aPodWaitsForTheDefaultAccountOfAYoungNamespace() {
        ServiceAccounts plugin =
                accounts(() -> objects.put("serviceaccounts/n/default", tree("{}")));

        assertThat(admitted(plugin, "{}").at("/spec/serviceAccountName").asText())
                .isEqualTo("default");
    }

    @Test
    void theContainersOfAPodCanReachTheApi() {
        objects.put("serviceaccounts/n/default", tree("{}"));
        String own = "/var/run/secrets/kubernetes.io/serviceaccount";

        ObjectNode pod =
                admitted(
                        accounts(() -> {}),
                        "{'initContainers':[{'name':'i'}],'containers':[{'name':'a','volumeMounts':"
                                + "[{'name':'x','mountPath':'/x'}]},{'name':'b','volumeMounts':"
                                + "[{'name':'own','mountPath':'"
                                + own
                                + "'}]}]}");

        String name = pod.at("/spec/volumes/0/name").asText();
        assertThat(name).matches("kube-api-access-[a-z0-9]{5}");
        assertThat(pod.at("/spec/volumes/0/projected"))
                .isEqualTo(
                        tree(
                                "{'sources':[{'serviceAccountToken':{'expirationSeconds':3607,"
                                        + "'path':'token'}},{'configMap':{'name':"
                                        + "'kube-root-ca.crt','items':[{'key':'ca.crt','path':"
                                        + "'ca.crt'}]}},{'downwardAPI':{'items':[{'path':"
                                        + "'namespace','fieldRef':{'apiVersion':'v1','fieldPath':"
                                        + "'metadata.namespace'}}]}}],'defaultMode':420}"));
        assertThat(pod.at("/spec/initContainers/0/volumeMounts/0"))
                .isEqualTo(
                        tree(
                                "{'name':'%s','readOnly':true,'mountPath':'%s'}"
                                        .formatted(name, own)));
        assertThat(pod.at("/spec/containers/0/volumeMounts/1/name").asText()).isEqualTo(name);
        assertThat(pod.at("/spec/containers/1/volumeMounts")).hasSize(1);
    }

    @Test
    void aPodOrItsAccountMayDoWithoutAToken() {
        objects.put("serviceaccounts/n/default", tree("{'automountServiceAccountToken':false}"));
        String containers = "'containers':[{'name':'a'}]}";

        assertThat(admitted(accounts(() -> {}), "{" + containers).at("/spec/volumes")).isEmpty();
        assertThat(
                        admitted(
                                        accounts(() -> {}),
                                        "{'automountServiceAccountToken':true," + containers)
                                .at("/spec/volumes"))
                .hasSize(1);
    }

    @Test
    void anAccountThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> admitted(accounts(() -> {}), "{'serviceAccountName':'robot'}"))
                .hasMessage(
                        "pods \"p\" is forbidden: error looking up service account n/robot:"
                                + " serviceaccount \"robot\" not found");
    }

    @Test
    void aPodHasTheNumberOfItsClass() {
        objects.put(
                "priorityclasses/high",
                tree("{'metadata':{'name':'high'},'value':7,'preemptionPolicy':'Never'}"));

        ObjectNode pod = admitted(new PodPriority(lookup), "{'priorityClassName':'high'}");

        assertThat(pod.at("/spec/priority").asInt()).isEqualTo(7);
        assertThat(pod.at("/spec/preemptionPolicy").asText()).isEqualTo("Never");
        assertThatThrownBy(() ->
                        admitted(
                                new PodPriority(lookup),
                                "{'priorityClassName':'high','priority':8}"))
                .hasMessageContaining("the integer value of priority (8) must not be provided");
        assertThatThrownBy(() -> admitted(new PodPriority(lookup), "{'priorityClassName':'no'}"))
                .hasMessage("pods \"p\" is forbidden: no PriorityClass with name no was found");
    }

    @Test
    void withoutAClassTheDefaultOneCountsOrNone() {
        assertThat(admitted(new PodPriority(lookup), "{}").at("/spec/priority").asInt()).isZero();

        objects.put(
                "priorityclasses/usual",
                tree("{'metadata':{'name':'usual'},'value':3,'globalDefault':true}"));

        ObjectNode pod = admitted(new PodPriority(lookup), "{}");
        assertThat(pod.at("/spec/priority").asInt()).isEqualTo(3);
        assertThat(pod.at("/spec/priorityClassName").asText()).isEqualTo("usual");
    }

    @Test
    void whoReplacesAPodKeepsItsNumber() {
        ObjectNode before = pod("{'priority':7,'preemptionPolicy':'Never'}");
        ObjectNode after = pod("{}");

        new PodPriority(lookup).mutate(request(AdmissionRequest.Operation.UPDATE, after, before));

        assertThat(after.path("spec")).isEqualTo(before.path("spec"));
    }

    @Test
    void aContainerThatAsksForNothingGetsWhatTheRangeSays() {
        range("{'type':'Container','default':{'cpu':'1'},'min':{'memory':'1Mi'}}");

        ObjectNode pod = admitted(new LimitRanges(lookup), "{'containers':[{'name':'c'}]}");

        assertThat(pod.at("/spec/containers/0/resources"))
                .isEqualTo(tree("{'requests':{'cpu':'1','memory':'1Mi'},'limits':{'cpu':'1'}}"));
    }

    @Test
    void whoAsksForTooMuchOrTooLittleIsRefused() {
        range("{'type':'Container','min':{'cpu':'100m'},'max':{'cpu':'2'}}");
        range("{'type':'Pod','max':{'cpu':'3'}}");
        String two = "{'name':'c','resources':{'requests':{'cpu':'2'},'limits':{'cpu':'2'}}}";

        assertThat(refusal("{'containers':[" + two + "]}")).isEmpty();
        String more = two.replace("'limits':{'cpu':'2'}", "'limits':{'cpu':'2500m'}");
        assertThat(refusal("{'containers':[" + more + "]}"))
                .isEqualTo("maximum cpu usage per Container is 2, but limit is 2500m");
        assertThat(refusal("{'containers':[" + two + "," + two + "]}"))
                .contains("maximum cpu usage per Pod is 3, but limit is 4");
        assertThat(refusal("{'containers':[{'name':'c'}]}"))
                .contains("minimum cpu usage per Container is 100m.  No request is specified");
    }

    private void range(String item) {
        objects.put("limitranges/" + objects.size(), tree("{'spec':{'limits':[" + item + "]}}"));
    }

    private String refusal(String spec) {
        try {
            new LimitRanges(lookup)
                    .validate(request(AdmissionRequest.Operation.CREATE, pod(spec), null));
            return "";
        } catch (ApiException refused) {
            return refused.status().message().replace("pods \"p\" is forbidden: ", "");
        }
    }

    private ServiceAccounts accounts(Runnable pause) {
        return new ServiceAccounts(lookup, pause, new Random(7));
    }

    private static ObjectNode admitted(AdmissionPlugin plugin, String spec) {
        ObjectNode pod = pod(spec);
        plugin.mutate(request(AdmissionRequest.Operation.CREATE, pod, null));

        return pod;
    }

    private static AdmissionRequest request(
            AdmissionRequest.Operation operation, ObjectNode pod, @Nullable ObjectNode before) {
        return new AdmissionRequest(
                operation,
                new GroupVersionResource("", "v1", "pods"),
                new GroupVersionKind("", "v1", "Pod"),
                "n",
                "p",
                "",
                pod,
                before,
                Requester.GATEWAY,
                false);
    }

    private static ObjectNode pod(String spec) {
        ObjectNode pod = tree("{'metadata':{'name':'p','namespace':'n'}}");
        pod.set("spec", tree(spec));

        return pod;
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
