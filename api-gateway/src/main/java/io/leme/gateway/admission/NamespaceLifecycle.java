package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.meta.StatusCause;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Nothing is created in a namespace that is not there or is going away, and the gateway's own
/// namespaces stay.
public final class NamespaceLifecycle implements AdmissionPlugin {
    private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
    private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

    private final Function<String, Optional<ObjectNode>> namespaces;

    /// @param namespaces finds a namespace by its name
    public NamespaceLifecycle(Function<String, Optional<ObjectNode>> namespaces) {
        this.namespaces = namespaces;
    }

    @Override
    public void validate(AdmissionRequest request) {
        switch (request.operation()) {
            case CREATE -> requireLivingNamespace(request);
            case DELETE -> refuseImmortal(request);
            case UPDATE -> {
                // What is in a namespace that is going away may still change: its finalizers do.
            }
        }
    }

    private void requireLivingNamespace(AdmissionRequest request) {
        String name = request.namespace();
        if (name.isEmpty()) {
            return;
        }

        ObjectNode namespace =
                namespaces.apply(name).orElseThrow(() -> ApiErrors.notFound(NAMESPACES, name));
        if (ObjectMeta.of(namespace).isTerminating()) {
            StatusCause cause =
                    new StatusCause(
                            "NamespaceTerminating",
                            "namespace " + name + " is being terminated",
                            "metadata.namespace");
            throw ApiErrors.forbidden(
                    request.resource().groupResource(),
                    request.name(),
                    "unable to create new content in namespace "
                            + name
                            + " because it is being terminated",
                    List.of(cause));
        }
    }

    private static void refuseImmortal(AdmissionRequest request) {
        boolean namespace = request.resource().groupResource().equals(NAMESPACES);
        if (namespace && IMMORTAL.contains(request.name())) {
            throw ApiErrors.forbidden(
                    NAMESPACES, request.name(), "this namespace may not be deleted");
        }
    }
}
