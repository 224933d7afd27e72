package io.leme.gateway.registry.kind.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.KubernetesTime;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.registry.HumanDuration;
import io.leme.gateway.registry.LabelSelectorText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Cells of pods.
final class PodCells {
    private PodCells() {}

    static void addTo(Cells cells) {
        cells.text("pod-ready", PodCells::ready);
        cells.text("pod-status", PodCells::status);
        cells.timed("pod-restarts", PodCells::restarts);
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
        int ready = 0;
        for (JsonNode container : pod.at("/status/containerStatuses")) {
            boolean running = container.path("state").has("running");
            ready += running && container.path("ready").asBoolean(false) ? 1 : 0;
        }
        int total = pod.at("/spec/containers").size();
        for (JsonNode container : sidecars(pod)) {
            total++;
            ready += container.path("ready").asBoolean(false) ? 1 : 0;
        }

        return ready + "/" + total;
    }

    /// The status of the init containers that keep on running; those without one count as well.
    private static List<JsonNode> sidecars(ObjectNode pod) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode container : pod.at("/spec/initContainers")) {
            if (isSidecar(container)) {
                found.add(statusOf(pod, container.path("name").asText("")));
            }
        }

        return found;
    }

    private static boolean isSidecar(JsonNode container) {
        return container.path("restartPolicy").asText("").equals("Always");
    }

    private static JsonNode statusOf(ObjectNode pod, String name) {
        for (JsonNode status : pod.at("/status/initContainerStatuses")) {
            if (status.path("name").asText("").equals(name)) {
                return status;
            }
        }

        return pod.path("no such status");
    }

    private static String status(ObjectNode pod) {
        String phase = pod.at("/status/phase").asText("");
        String reason = pod.at("/status/reason").asText(phase);
        if (Cells.condition(pod, "PodScheduled")
                .path("reason")
                .asText("")
                .equals("SchedulingGated")) {
            reason = "SchedulingGated";
        }
        Optional<String> initializing = initializing(pod);
        if (initializing.isPresent()) {
            reason = initializing.get();
        } else {
            reason = ofContainers(pod, reason);
        }
        if (!ObjectMeta.of(pod).isTerminating()) {
            return reason;
        }
        if (pod.at("/status/reason").asText("").equals("NodeLost")) {
            return "Unknown";
        }
        boolean over = phase.equals("Succeeded") || phase.equals("Failed");

        return over ? reason : "Terminating";
    }

    /// What the first init container that is not done yet is at.
    private static Optional<String> initializing(ObjectNode pod) {
        JsonNode declared = pod.at("/spec/initContainers");
        int done = 0;
        for (JsonNode container : pod.at("/status/initContainerStatuses")) {
            JsonNode terminated = container.path("state").path("terminated");
            boolean finished = terminated.isObject() && terminated.path("exitCode").asInt(0) == 0;
            boolean started = container.path("started").asBoolean(false);
            if (finished || (started && isSidecar(declared.path(done)))) {
                done++;
                continue;
            }
            String waiting = container.path("state").path("waiting").path("reason").asText("");
            if (terminated.isObject()) {
                return Optional.of("Init:" + ended(terminated));
            }

            return Optional.of(
                    waiting.isEmpty() || waiting.equals("PodInitializing")
                            ? "Init:" + done + "/" + declared.size()
                            : "Init:" + waiting);
        }

        return Optional.empty();
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
            } else if (state.has("running") && container.path("ready").asBoolean(false)) {
                running = true;
            }
        }
        if (running && reason.equals("Completed")) {
            return Cells.isTrue(Cells.condition(pod, "Ready")) ? "Running" : "NotReady";
        }

        return reason;
    }

    private static String ended(JsonNode terminated) {
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
        int count = 0;
        Optional<Instant> last = Optional.empty();
        List<JsonNode> counted = new ArrayList<>();
        pod.at("/status/containerStatuses").forEach(counted::add);
        counted.addAll(
                initializing(pod).isPresent()
                        ? elements(pod.at("/status/initContainerStatuses"))
                        : sidecars(pod));
        for (JsonNode container : counted) {
            count += container.path("restartCount").asInt(0);
            Optional<Instant> finished =
                    KubernetesTime.parse(
                            container.at("/lastState/terminated/finishedAt").asText(""));
            if (finished.isPresent() && (last.isEmpty() || finished.get().isAfter(last.get()))) {
                last = finished;
            }
        }
        int total = count;

        return last.filter(_ -> total > 0)
                .map(time -> total + " (" + HumanDuration.of(Duration.between(time, now)) + " ago)")
                .orElse(Integer.toString(total));
    }

    private static List<JsonNode> elements(JsonNode list) {
        List<JsonNode> elements = new ArrayList<>();
        list.forEach(elements::add);

        return elements;
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
