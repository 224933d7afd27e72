package io.leme.gateway.registry.kind.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// How far the init containers of a pod have come: they are looked at in their order, up to the
/// first that is neither done nor, as a *sidecar*, started.
///
/// @param waitsFor what that one is at; empty when there is none
/// @param readySidecars of those that were looked at
/// @param restarts of all that were looked at
/// @param sidecarRestarts of the sidecars among them
record Initialization(
        Optional<String> waitsFor, int readySidecars, Restarts restarts, Restarts sidecarRestarts) {
    private static final String NOTHING_TO_SAY = "PodInitializing";

    static Initialization of(ObjectNode pod) {
        JsonNode declared = pod.at("/spec/initContainers");
        Set<String> sidecars = new HashSet<>();
        declared.forEach(each -> {
            if (isSidecar(each)) {
                sidecars.add(each.path("name").asText(""));
            }
        });
        int done = 0;
        int ready = 0;
        Restarts all = Restarts.NONE;
        Restarts ofSidecars = Restarts.NONE;
        for (JsonNode container : pod.at("/status/initContainerStatuses")) {
            boolean sidecar = sidecars.contains(container.path("name").asText(""));
            all = all.and(container);
            ofSidecars = sidecar ? ofSidecars.and(container) : ofSidecars;
            JsonNode terminated = container.path("state").path("terminated");
            boolean finished = terminated.isObject() && terminated.path("exitCode").asInt(0) == 0;
            boolean started = sidecar && container.path("started").asBoolean(false);
            if (!finished && !started) {
                String at = "Init:" + at(container, done + "/" + declared.size());

                return new Initialization(Optional.of(at), ready, all, ofSidecars);
            }
            ready += !finished && container.path("ready").asBoolean(false) ? 1 : 0;
            done++;
        }

        return new Initialization(Optional.empty(), ready, all, ofSidecars);
    }

    /// Whether it runs on beside the pod's own containers.
    static boolean isSidecar(JsonNode container) {
        return container.path("restartPolicy").asText("").equals("Always");
    }

    private static String at(JsonNode container, String otherwise) {
        JsonNode terminated = container.path("state").path("terminated");
        if (terminated.isObject()) {
            return PodCells.ended(terminated);
        }
        String waiting = container.path("state").path("waiting").path("reason").asText("");

        return waiting.isEmpty() || waiting.equals(NOTHING_TO_SAY) ? otherwise : waiting;
    }
}
