package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.NamespacedName;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Gives new pods the service account `default` if they name none, the image pull secrets of their
/// account, and a volume with its token unless pod or account do without; refuses an account that
/// is not there.
///
/// The account `default` of a namespace is made soon after the namespace: who is faster waits a
/// little, as in Kubernetes.
public final class ServiceAccounts implements AdmissionPlugin {
    private static final GroupVersionResource ACCOUNTS =
            new GroupVersionResource("", "v1", "serviceaccounts");
    private static final String DEFAULT = "default";
    private static final String NAME = "serviceAccountName";
    private static final String SECRETS = "imagePullSecrets";
    private static final String MOUNTS_TOKEN = "automountServiceAccountToken";
    private static final int MOST_LOOKS = 10;

    private final ObjectLookup objects;
    private final Runnable pause;
    private final RandomGenerator random;

    /// @param pause a tenth of a second between two looks for an account
    /// @param random for the names of volumes; safe for many threads
    public ServiceAccounts(ObjectLookup objects, Runnable pause, RandomGenerator random) {
        this.objects = objects;
        this.pause = pause;
        this.random = random;
    }

    @Override
    public void mutate(AdmissionRequest request) {
        ObjectNode pod = request.object();
        if (request.operation() != AdmissionRequest.Operation.CREATE
                || pod == null
                || !PodAdmission.isAbout(request)
                || PodAdmission.isMirror(pod)) {
            return;
        }
        ObjectNode spec = PodAdmission.spec(pod);
        if (spec.path(NAME).asText("").isEmpty()) {
            spec.put(NAME, DEFAULT);
        }
        String name = spec.path(NAME).asText();
        spec.put("serviceAccount", name);
        ObjectNode account =
                find(new NamespacedName(request.namespace(), name))
                        .orElseThrow(() -> PodAdmission.forbidden(pod, missing(request, name)));
        JsonNode secrets = account.path(SECRETS);
        if (spec.path(SECRETS).isEmpty() && !secrets.isEmpty()) {
            spec.set(SECRETS, secrets.deepCopy());
        }
        boolean mounts = account.path(MOUNTS_TOKEN).asBoolean(true);
        if (spec.path(MOUNTS_TOKEN).asBoolean(mounts)) {
            TokenVolume.mount(spec, random);
        }
    }

    private Optional<ObjectNode> find(NamespacedName name) {
        Optional<ObjectNode> found = objects.find(ACCOUNTS, name);
        int looks = name.name().equals(DEFAULT) ? MOST_LOOKS : 1;
        for (int look = 1; look < looks && found.isEmpty(); look++) {
            pause.run();
            found = objects.find(ACCOUNTS, name);
        }

        return found;
    }

    private static String missing(AdmissionRequest request, String name) {
        return "error looking up service account %s/%s: serviceaccount \"%s\" not found"
                .formatted(request.namespace(), name, name);
    }
}
