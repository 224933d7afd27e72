package io.leme.gateway.registry.kind.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.registry.LabelSelectorText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Cells of pods.
final class PodCells {
    private PodCells() {}

    static void addTo(Cells cells) {
        cells.text("pod-ready", PodCells::ready);
        cells.text("pod-status", PodCells::status);
        cells.timed("pod-restarts", PodCells::restarts);
        cells.text("pod-address", PodCells::address);
        cells.text("pod-readiness-gates", PodCells::readinessGates);
        cells.text("template-containers", pod -> names(pod.at("/template/spec/containers")));
        cells.text("template-images", pod -> images(pod.at("/template/spec/containers")));
        cells.text(
                "template-labels",
                pod -> Cells.orNone(LabelSelectorText.ofMap(pod.at("/template/metadata/labels"))));
    }

    static String names(JsonNode containers) {
        return String.join(",", Cells.texts(containers, "name"));
    }

    static String images(JsonNode containers) {
        return String.join(",", Cells.texts(containers, "image"));
    }

    private static String ready(ObjectNode pod) {
        Initialization initialization = Initialization.of(pod);
        int ready = initialization.readySidecars();
        if (isRunning(pod, initialization)) {
            for (JsonNode container : pod.at("/status/containerStatuses")) {
                ready += isReady(container) ? 1 : 0;
            }
        }
        int total = pod.at("/spec/containers").size();
        for (JsonNode container : pod.at("/spec/initContainers")) {
            total += Initialization.isSidecar(container) ? 1 : 0;
        }

        return ready + "/" + total;
    }

    /// Whether its own containers are what it is about: all init containers are done, or were once.
    private static boolean isRunning(ObjectNode pod, Initialization initialization) {
        return initialization.waitsFor().isEmpty()
                || Cells.isTrue(Cells.condition(pod, "Initialized"));
    }

    private static boolean isReady(JsonNode container) {
        return container.path("state").has("running") && container.path("ready").asBoolean(false);
    }

    private static String status(ObjectNode pod) {
        String phase = pod.at("/status/phase").asText("");
        String given = pod.at("/status/reason").asText("");
        String reason = given.isEmpty() ? phase : given;
        if (Cells.condition(pod, "PodScheduled")
                .path("reason")
                .asText("")
                .equals("SchedulingGated")) {
            reason = "SchedulingGated";
        }
        Initialization initialization = Initialization.of(pod);
        reason = initialization.waitsFor().orElse(reason);
        if (isRunning(pod, initialization)) {
            reason = ofContainers(pod, reason);
        }
        if (!ObjectMeta.of(pod).isTerminating()) {
            return reason;
        }
        if (given.equals("NodeLost")) {
            return "Unknown";
        }
        boolean over = phase.equals("Succeeded") || phase.equals("Failed");

        return over ? reason : "Terminating";
    }

    private static String ofContainers(ObjectNode pod, String otherwise) {
        String reason = otherwise;
        boolean running = false;
        List<JsonNode> statuses = new ArrayList<>();
        pod.at("/status/containerStatuses").forEach(statuses::add);
        Collections.reverse(statuses);
        for (JsonNode container : statuses) {
            JsonNode state = container.path("state");
            String waiting = state.path("waiting").path("reason").asText("");
            if (!waiting.isEmpty()) {
                reason = waiting;
            } else if (state.path("terminated").isObject()) {
                reason = ended(state.path("terminated"));
            } else {
                running |= isReady(container);
            }
        }
        if (running && reason.equals("Completed")) {
            return Cells.isTrue(Cells.condition(pod, "Ready")) ? "Running" : "NotReady";
        }

        return reason;
    }

    /// Why a container ended: its reason, or the signal or the code that it ended with.
    static String ended(JsonNode terminated) {
        String reason = terminated.path("reason").asText("");
        if (!reason.isEmpty()) {
            return reason;
        }
        int signal = terminated.path("signal").asInt(0);

        return signal == 0
                ? "ExitCode:" + terminated.path("exitCode").asInt(0)
                : "Signal:" + signal;
    }

    private static String restarts(ObjectNode pod, Instant now) {
        Initialization initialization = Initialization.of(pod);
        if (!isRunning(pod, initialization)) {
            return initialization.restarts().text(now);
        }
        Restarts restarts = initialization.sidecarRestarts();
        for (JsonNode container : pod.at("/status/containerStatuses")) {
            restarts = restarts.and(container);
        }

        return restarts.text(now);
    }

    private static String address(ObjectNode pod) {
        String first = pod.at("/status/podIPs/0/ip").asText("");

        return Cells.orNone(first.isEmpty() ? pod.at("/status/podIP").asText("") : first);
    }

    private static String readinessGates(ObjectNode pod) {
        JsonNode gates = pod.at("/spec/readinessGates");
        if (gates.isEmpty()) {
            return Cells.NONE;
        }
        int open = 0;
        for (JsonNode gate : gates) {
            String type = gate.path("conditionType").asText("");
            open += Cells.isTrue(Cells.condition(pod, type)) ? 1 : 0;
        }

        return open + "/" + gates.size();
    }
}
