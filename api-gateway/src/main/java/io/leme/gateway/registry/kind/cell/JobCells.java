package io.leme.gateway.registry.kind.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.KubernetesTime;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.registry.HumanDuration;
import io.leme.gateway.registry.LabelSelectorText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Cells of jobs, and of what starts them.
final class JobCells {
    private JobCells() {}

    static void addTo(Cells cells) {
        cells.text("job-status", JobCells::status);
        cells.text("job-completions", JobCells::completions);
        cells.timed("job-duration", JobCells::duration);
        cells.text("suspend", JobCells::suspended);
        cells.number("active", job -> job.at("/status/active").size());
        cells.timed(
                "last-schedule",
                (job, now) ->
                        Cells.since(job.at("/status/lastScheduleTime"), now).orElse(Cells.NONE));
        cells.text("job-containers", job -> PodCells.names(containers(job)));
        cells.text("job-images", job -> PodCells.images(containers(job)));
        cells.text(
                "job-selector",
                job ->
                        Cells.orNone(
                                LabelSelectorText.of(job.at("/spec/jobTemplate/spec/selector"))));
    }

    private static JsonNode containers(ObjectNode job) {
        return job.at("/spec/jobTemplate/spec/template/spec/containers");
    }

    private static String suspended(ObjectNode job) {
        JsonNode suspend = job.at("/spec/suspend");
        if (!suspend.isBoolean()) {
            return Cells.UNSET;
        }

        return suspend.asBoolean() ? "True" : "False";
    }

    private static String status(ObjectNode job) {
        if (Cells.isTrue(Cells.condition(job, "Complete"))) {
            return "Complete";
        }
        if (Cells.isTrue(Cells.condition(job, "Failed"))) {
            return "Failed";
        }
        if (ObjectMeta.of(job).isTerminating()) {
            return "Terminating";
        }
        if (Cells.isTrue(Cells.condition(job, "Suspended"))) {
            return "Suspended";
        }
        if (Cells.isTrue(Cells.condition(job, "FailureTarget"))) {
            return "FailureTarget";
        }

        return Cells.isTrue(Cells.condition(job, "SuccessCriteriaMet"))
                ? "SuccessCriteriaMet"
                : "Running";
    }

    private static String completions(ObjectNode job) {
        int succeeded = job.at("/status/succeeded").asInt(0);
        JsonNode completions = job.at("/spec/completions");
        if (completions.isNumber()) {
            return succeeded + "/" + completions.asInt();
        }
        int parallelism = job.at("/spec/parallelism").asInt(0);

        return parallelism > 1 ? succeeded + "/1 of " + parallelism : succeeded + "/1";
    }

    private static String duration(ObjectNode job, Instant now) {
        Optional<Instant> start = KubernetesTime.parse(job.at("/status/startTime").asText(""));
        Instant end = KubernetesTime.parse(job.at("/status/completionTime").asText("")).orElse(now);

        return start.map(begun -> HumanDuration.of(Duration.between(begun, end))).orElse("");
    }
}
