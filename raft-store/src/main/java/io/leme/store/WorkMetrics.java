package io.leme.store;

import io.leme.store.apply.Applier;
import io.leme.store.base.Histogram;
import io.leme.store.mvcc.SweepCounts;
import io.leme.store.rpc.ClientPort;
import io.leme.store.service.HealthChecks;
import io.leme.store.service.MaintenanceTimes;
import io.leme.store.service.PromotionCounts;
import io.leme.store.service.ReadTimes;
import io.leme.store.telemetry.Labels;
import io.leme.store.telemetry.Metrics;
import java.util.HashMap;
import java.util.Map;

/// Gives etcd's names to the figures of single works of a member: what it applied, read, checked
/// and maintained.
final class WorkMetrics {
    private static final String COUNTER = "counter";
    private static final String GAUGE = "gauge";

    private final Metrics metrics;

    WorkMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    void of(Applier state, AppliedCounts applied, ClientPort.Services services) {
        state(state);
        times(applied, services.keyValues().times());
        sweeps(state.sweeps());
        maintenance(services.upkeep().maintenance().times());
        promotions(services.members().promotions());
        checks(services.health().checks());
    }

    private void state(Applier state) {
        metrics.values(
                "etcd_debugging_server_alarms",
                "Alarms that are raised.",
                GAUGE,
                () -> alarms(state));
        metrics.gauge(
                "etcd_server_snapshot_apply_in_progress_total",
                "1 while another member's state is put in place of this one's.",
                () -> state.isReplacing() ? 1 : 0);
        metrics.gauge(
                "etcd_mvcc_db_open_read_transactions",
                "Readers that hold an instant of the state.",
                state::openViews);
    }

    private static Map<Labels, Double> alarms(Applier state) {
        Map<Labels, Double> raised = new HashMap<>();
        state.alarms()
                .forEach(alarm -> {
                    String kind =
                            switch (alarm.kind()) {
                                case NO_SPACE -> "NOSPACE";
                                case CORRUPT -> "CORRUPT";
                            };
                    raised.put(
                            Labels.of("server_id", Long.toHexString(alarm.member()))
                                    .and("alarm_type", kind),
                            1.0);
                });
        return raised;
    }

    /// How long work of the two kinds took, and how much of it was slow.
    private void times(AppliedCounts applied, ReadTimes reads) {
        metrics.spread(
                "etcd_debugging_lease_ttl_total",
                "Times to live of granted leases, in seconds.",
                applied.leaseSeconds);
        metrics.spreads(
                "etcd_server_apply_duration_seconds",
                "Time that requests took to apply, each as long as its entry of the log.",
                () -> applied(applied.times));
        metrics.spreads(
                "etcd_server_range_duration_seconds",
                "Time that ranges took to read.",
                () ->
                        Map.of(
                                Labels.of("success", "true"), reads.done(),
                                Labels.of("success", "false"), reads.failed()));
        metrics.counter(
                "etcd_server_slow_apply",
                "Requests that took longer than 100 ms to apply or to read.",
                () -> applied.times.slow() + reads.slow());
    }

    private static Map<Labels, Histogram> applied(ApplyTimes times) {
        Map<Labels, Histogram> spreads = new HashMap<>();
        times.seconds()
                .forEach((kind, seconds) ->
                        spreads.put(
                                Labels.of("version", "v3")
                                        .and("op", kind.operation())
                                        .and("success", Boolean.toString(kind.success())),
                                seconds));
        return spreads;
    }

    private void sweeps(SweepCounts sweeps) {
        metrics.counter(
                "etcd_debugging_mvcc_db_compaction_keys",
                "Versions removed by compactions.",
                sweeps::removed);
        metrics.gauge(
                "etcd_debugging_mvcc_db_compaction_last",
                "When versions were removed last, in seconds since 1970; 0 is never.",
                sweeps::lastSeconds);
        metrics.spread(
                "etcd_debugging_mvcc_db_compaction_total_duration_milliseconds",
                "Time that compactions took in the background, with their pauses.",
                sweeps.millis());
    }

    private void maintenance(MaintenanceTimes times) {
        metrics.spread(
                "etcd_mvcc_hash_duration_seconds",
                "Time of hashes over the whole state.",
                times.hashes());
        metrics.spread(
                "etcd_mvcc_hash_rev_duration_seconds",
                "Time of hashes over keys up to a revision.",
                times.keyHashes());
        metrics.gauge(
                "etcd_disk_defrag_inflight",
                "Whether this member defragments. 1 is yes, 0 is no.",
                () -> times.isDefragmenting() ? 1 : 0);
    }

    private void promotions(PromotionCounts counts) {
        metrics.plainCounter(
                "etcd_server_learner_promote_successes",
                "Learners promoted as was asked of this member.",
                counts::successes);
        metrics.values(
                "etcd_server_learner_promote_failures",
                "Promotions asked of this member that failed.",
                COUNTER,
                () -> {
                    Map<Labels, Double> failures = new HashMap<>();
                    counts.failures()
                            .forEach((reason, count) ->
                                    failures.put(
                                            Labels.of("Reason", reason), (double) count.sum()));
                    return failures;
                });
    }

    private void checks(HealthChecks checks) {
        metrics.values(
                "etcd_server_healthcheck",
                "How each check of health ended the last time. 1 is well.",
                GAUGE,
                () -> {
                    Map<Labels, Double> results = new HashMap<>();
                    checks.tallies()
                            .forEach((check, tally) ->
                                    results.put(labels(check), tally.isWell() ? 1.0 : 0.0));
                    return results;
                });
        metrics.values(
                "etcd_server_healthchecks_total",
                "Checks of health.",
                COUNTER,
                () -> {
                    Map<Labels, Double> totals = new HashMap<>();
                    checks.tallies()
                            .forEach((check, tally) -> {
                                Labels labels = labels(check);
                                totals.put(
                                        labels.and("status", "success"),
                                        (double) tally.successes());
                                totals.put(
                                        labels.and("status", "error"), (double) tally.failures());
                            });
                    return totals;
                });
    }

    private static Labels labels(HealthChecks.Check check) {
        return Labels.of("type", check.probe()).and("name", check.name());
    }
}
