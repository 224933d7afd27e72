package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.meta.NameRules;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceDefinitionBuilder;
import io.leme.gateway.registry.ResourceStrategy;
import io.leme.gateway.registry.SelectableField;
import io.leme.gateway.registry.TableColumn;
import java.util.List;

/// Namespaces. A deleted one stays, Terminating, until its contents are gone and `spec.finalizers`
/// is empty.
final class NamespaceStrategy implements ResourceStrategy {
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";
    private static final String FINALIZER = "kubernetes";

    private final ResourceDefinition definition =
            new ResourceDefinitionBuilder(new GroupVersion("", "v1"), "namespaces", "Namespace")
                    .clusterScoped()
                    .verbs("create", "delete", "get", "list", "patch", "update", "watch")
                    .shortNames("ns")
                    .subresource("finalize", "update")
                    .subresource("status", "get", "patch", "update")
                    .columns(
                            TableColumn.NAME,
                            TableColumn.text(
                                    "Status",
                                    "The status of the namespace",
                                    namespace -> namespace.at("/status/phase").asText("")),
                            TableColumn.AGE)
                    .selectable(List.of(SelectableField.path("status.phase")))
                    .build();

    @Override
    public ResourceDefinition definition() {
        return definition;
    }

    @Override
    public void defaults(ObjectNode object) {
        ObjectMeta meta = ObjectMeta.of(object);
        if (!meta.name().isEmpty()) {
            meta.writable().withObjectProperty("labels").put(NAME_LABEL, meta.name());
        }
    }

    @Override
    public void prepareForCreate(ObjectNode object) {
        defaults(object);
        object.putObject("spec").putArray("finalizers").add(FINALIZER);
        object.putObject("status").put("phase", "Active");
    }

    /// Each surface writes its own part: `finalize` the finalizers, `status` the status, the main
    /// one neither.
    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode current, String subresource) {
        if (!subresource.equals("finalize")) {
            object.set("spec", current.path("spec").deepCopy());
        }
        if (!subresource.equals("status")) {
            object.set("status", current.path("status").deepCopy());
        }
    }

    @Override
    public void prepareForDelete(ObjectNode object) {
        object.withObjectProperty("status").put("phase", "Terminating");
    }

    @Override
    public boolean waitsForFinalizers(ObjectNode object) {
        JsonNode own = object.at("/spec/finalizers");

        return !own.isEmpty() || !ObjectMeta.of(object).finalizers().isEmpty();
    }

    @Override
    public List<String> nameProblems(String name) {
        return NameRules.dnsLabel(name);
    }
}
