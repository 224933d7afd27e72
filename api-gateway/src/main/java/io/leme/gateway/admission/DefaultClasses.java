package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.GroupVersionResource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// New volume claims and ingresses that name no class get the one that is marked as the default; of
/// several the youngest.
public final class DefaultClasses implements AdmissionPlugin {
    private static final List<Choice> CHOICES =
            List.of(
                    new Choice(
                            new GroupResource("", "persistentvolumeclaims"),
                            "storageClassName",
                            "volume.beta.kubernetes.io/storage-class",
                            new GroupVersionResource("storage.k8s.io", "v1", "storageclasses"),
                            List.of(
                                    "storageclass.kubernetes.io/is-default-class",
                                    "storageclass.beta.kubernetes.io/is-default-class")),
                    new Choice(
                            new GroupResource("networking.k8s.io", "ingresses"),
                            "ingressClassName",
                            "kubernetes.io/ingress.class",
                            new GroupVersionResource("networking.k8s.io", "v1", "ingressclasses"),
                            List.of("ingressclass.kubernetes.io/is-default-class")));

    private final ObjectLookup objects;

    /// What has a class.
    ///
    /// @param of whose
    /// @param field of its specification that names the class
    /// @param older annotation that named it before there was the field
    /// @param classes among which one is chosen
    /// @param marks annotations of a default class
    private record Choice(
            GroupResource of,
            String field,
            String older,
            GroupVersionResource classes,
            List<String> marks) {
        boolean isDefault(JsonNode candidate) {
            JsonNode annotations = candidate.at("/metadata/annotations");

            return marks.stream()
                    .anyMatch(mark -> annotations.path(mark).asText("").equals("true"));
        }
    }

    public DefaultClasses(ObjectLookup objects) {
        this.objects = objects;
    }

    @Override
    public void mutate(AdmissionRequest request) {
        ObjectNode object = request.object();
        boolean created = request.operation() == AdmissionRequest.Operation.CREATE;
        if (object == null || !created || !request.subresource().isEmpty()) {
            return;
        }
        for (Choice choice : CHOICES) {
            boolean open =
                    choice.of().equals(request.resource().groupResource())
                            && !object.path("spec").has(choice.field())
                            && !object.at("/metadata/annotations").has(choice.older());
            if (open) {
                defaultOf(choice)
                        .ifPresent(name ->
                                object.withObjectProperty("spec").put(choice.field(), name));
            }
        }
    }

    private Optional<String> defaultOf(Choice choice) {
        return objects.all(choice.classes(), "").stream()
                .filter(choice::isDefault)
                .map(each -> each.path("metadata"))
                .min(
                        Comparator.comparing(DefaultClasses::creationTimestamp)
                                .reversed()
                                .thenComparing(each -> each.path("name").asText("")))
                .map(each -> each.path("name").asText(""));
    }

    /// In the form of the API, the order of texts is that of times.
    private static String creationTimestamp(JsonNode metadata) {
        return metadata.path("creationTimestamp").asText("");
    }
}
