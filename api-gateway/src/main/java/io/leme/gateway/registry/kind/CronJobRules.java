package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.registry.kind.check.CronSchedule;
import io.leme.gateway.registry.kind.check.Place;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/// Cron jobs: when, and what jobs are made then.
final class CronJobRules implements KindRules {
    /// Eleven characters are added for the names of its jobs.
    private static final int MAX_NAME = 52;

    @Override
    public void defaults(ObjectNode cronJob) {
        PodTemplates.defaults(cronJob.at("/spec/jobTemplate/spec/template/spec"));
    }

    @Override
    public void validate(ObjectNode cronJob, List<FieldError> errors) {
        Place spec = Place.root(cronJob, errors).at("spec");
        schedule(spec);
        Place job = spec.at("jobTemplate").at("spec");
        JobRules.content(job);
        if (job.at("selector").isThere()) {
            job.at("selector").invalid("`selector` will be auto-generated");
        }
        if (job.at("manualSelector").isTrue()) {
            job.at("manualSelector").notSupported(List.of("nil", "false"));
        }
    }

    @Override
    public void validateNew(ObjectNode cronJob, List<FieldError> errors) {
        String name = ObjectMeta.of(cronJob).name();
        if (name.length() > MAX_NAME) {
            errors.add(
                    FieldError.invalid(
                            "metadata.name",
                            name,
                            "must be no more than " + MAX_NAME + " characters"));
        }
    }

    private static void schedule(Place spec) {
        Place schedule = spec.at("schedule");
        Place zone = spec.at("timeZone");
        if (schedule.isFilled()) {
            CronSchedule.problem(schedule.text()).ifPresent(schedule::invalid);
        }
        if (schedule.text().contains("TZ")) {
            schedule.invalid(
                    zone.isThere()
                            ? "cannot use both timeZone field and TZ or CRON_TZ in schedule"
                            : "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        }
        if (!zone.isThere()) {
            return;
        }
        if (!zone.isFilled()) {
            zone.invalid("timeZone must be nil or non-empty string");
        } else if (zone.text().equalsIgnoreCase("local")) {
            zone.invalid(
                    "timeZone must be an explicit time zone as defined in "
                            + "https://www.iana.org/time-zones");
        } else if (!isZone(zone.value())) {
            zone.invalid("unknown time zone " + zone.text());
        }
    }

    private static boolean isZone(JsonNode name) {
        try {
            return ZoneId.getAvailableZoneIds().contains(ZoneId.of(name.asText("")).getId());
        } catch (DateTimeException unknown) {
            return false;
        }
    }
}
