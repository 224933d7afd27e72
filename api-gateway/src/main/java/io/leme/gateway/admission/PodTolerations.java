package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Pods that do not say otherwise stay for five minutes on a node that is not ready or can't be
/// reached.
public final class PodTolerations implements AdmissionPlugin {
    private static final List<String> TAINTS =
            List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");
    private static final int SECONDS = 300;

    @Override
    public void mutate(AdmissionRequest request) {
        ObjectNode pod = request.object();
        if (pod == null || !PodAdmission.isAbout(request)) {
            return;
        }
        ObjectNode spec = PodAdmission.spec(pod);
        for (String taint : TAINTS) {
            if (!tolerates(spec.path("tolerations"), taint)) {
                spec.withArrayProperty("tolerations")
                        .addObject()
                        .put("key", taint)
                        .put("operator", "Exists")
                        .put("effect", "NoExecute")
                        .put("tolerationSeconds", SECONDS);
            }
        }
    }

    private static boolean tolerates(JsonNode tolerations, String taint) {
        return tolerations
                .valueStream()
                .anyMatch(each ->
                        List.of("", taint).contains(each.path("key").asText(""))
                                && List.of("", "NoExecute")
                                        .contains(each.path("effect").asText("")));
    }
}
