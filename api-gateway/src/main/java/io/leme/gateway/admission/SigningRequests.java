package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupResource;

/// Certificate signing requests say who made them, for signers to go by; so it is who asks, and not
/// the request, that says so. What was asked for never changes.
public final class SigningRequests implements AdmissionPlugin {
    private static final GroupResource REQUESTS =
            new GroupResource("certificates.k8s.io", "certificatesigningrequests");
    private static final String SPEC = "spec";

    @Override
    public void mutate(AdmissionRequest request) {
        ObjectNode object = request.object();
        if (object == null || !request.resource().groupResource().equals(REQUESTS)) {
            return;
        }
        switch (request.operation()) {
            case CREATE -> sign(object.withObjectProperty(SPEC), request.requester());
            case UPDATE -> {
                if (request.oldObject() != null) {
                    object.set(SPEC, request.oldObject().path(SPEC).deepCopy());
                }
            }
            case DELETE -> {
                // Nothing is written.
            }
        }
    }

    private static void sign(ObjectNode spec, Requester requester) {
        spec.remove("extra");
        spec.remove("uid");
        spec.put("username", requester.name());
        if (!requester.uid().isEmpty()) {
            spec.put("uid", requester.uid());
        }
        var groups = spec.putArray("groups");
        requester.groups().forEach(groups::add);
    }
}
