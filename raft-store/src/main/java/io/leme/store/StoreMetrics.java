package io.leme.store;

import io.leme.store.apply.Applier;
import io.leme.store.base.KeyRange;
import io.leme.store.command.Range;
import io.leme.store.config.Release;
import io.leme.store.consensus.GroupCommit;
import io.leme.store.consensus.Leadership;
import io.leme.store.consensus.LogMetrics;
import io.leme.store.mvcc.View;
import io.leme.store.mvcc.ViewSource;
import io.leme.store.rpc.ClientPort;
import io.leme.store.service.KeyValues;
import io.leme.store.storage.rocksdb.RocksTimes;
import io.leme.store.telemetry.Metrics;
import io.leme.store.watch.WatchHub;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// Gives the parts' figures etcd's names.
final class StoreMetrics {
    private static final Range ALL_KEYS =
            new Range(
                    KeyRange.EVERYTHING,
                    0,
                    0,
                    Range.SortOrder.NONE,
                    Range.SortTarget.KEY,
                    false,
                    true,
                    Range.RevisionBounds.NONE);

    private final Metrics metrics;

    StoreMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    void consensus(Leadership leadership, GroupCommit proposals) {
        LongAdder leaderChanges = new LongAdder();
        leadership.addListener(
                new Leadership.Listener() {
                    @Override
                    public void elected(long term) {}

                    @Override
                    public void deposed() {}

                    @Override
                    public void leaderChanged(OptionalLong leader) {
                        if (leader.isPresent()) {
                            leaderChanges.increment();
                        }
                    }
                });
        gauge(
                "etcd_server_has_leader",
                "Whether a leader is known. 1 is yes, 0 is no.",
                () -> leadership.leader().isPresent() ? 1 : 0);
        gauge(
                "etcd_server_is_leader",
                "Whether this member leads. 1 is yes, 0 is no.",
                () -> leadership.isLeader() ? 1 : 0);
        metrics.counter(
                "etcd_server_leader_changes_seen", "Leader changes seen.", leaderChanges::sum);
        gauge(
                "etcd_server_proposals_committed_total",
                "Index of the last committed entry.",
                leadership::committedIndex);
        gauge(
                "etcd_server_proposals_applied_total",
                "Index of the last applied entry.",
                leadership::appliedIndex);
        gauge(
                "etcd_server_proposals_pending",
                "Commands that wait to be applied.",
                proposals::pending);
        metrics.counter(
                "etcd_server_proposals_failed", "Commands that got no result.", proposals::failed);
        metrics.fact(
                "etcd_server_id",
                "Id of this member.",
                "server_id",
                Long.toHexString(leadership.self()));
        metrics.fact(
                "etcd_server_version",
                "Version of the server.",
                "server_version",
                Release.ETCD_VERSION);
        metrics.fact(
                "etcd_cluster_version",
                "Version of the cluster.",
                "cluster_version",
                Release.ETCD_VERSION.substring(0, Release.ETCD_VERSION.lastIndexOf('.')));
    }

    /// `quotaBytes` is negative when there is none.
    void members(BooleanSupplier learner, long quotaBytes) {
        gauge(
                "etcd_server_is_learner",
                "Whether this member is a learner. 1 is yes, 0 is no.",
                () -> learner.getAsBoolean() ? 1 : 0);
        gauge(
                "etcd_server_quota_backend_bytes",
                "Most bytes of state; 0 is no limit.",
                () -> Math.max(0, quotaBytes));
    }

    void log(LogMetrics log) {
        log.onSync(
                metrics.durations(
                        "etcd_disk_wal_fsync_duration", "Time of syncs of the log to disk."));
    }

    void state(Applier state) {
        gauge(
                "etcd_mvcc_db_total_size_in_bytes",
                "Bytes that the state takes on disk.",
                state::diskBytes);
        gauge(
                "etcd_debugging_mvcc_db_total_size_in_bytes",
                "Bytes that the state takes on disk.",
                state::diskBytes);
        gauge(
                "etcd_debugging_mvcc_keys_total",
                "Keys.",
                () -> look(state, view -> view.range(ALL_KEYS).count()));
        gauge(
                "etcd_debugging_auth_revision",
                "Revision of users and roles.",
                () -> state.auth().revision());
        gauge(
                "etcd_mvcc_db_total_size_in_use_in_bytes",
                "Bytes of the state that are in use.",
                state::liveBytes);
        gauge(
                "etcd_debugging_mvcc_current_revision",
                "Current revision.",
                () -> look(state, View::revision));
        gauge(
                "etcd_debugging_mvcc_compact_revision",
                "Compacted revision.",
                () -> look(state, View::compactRevision));
    }

    void watches(WatchHub hub) {
        gauge("etcd_debugging_mvcc_watcher_total", "Watchers.", () -> hub.census().watchers());
        gauge(
                "etcd_debugging_mvcc_slow_watcher_total",
                "Watchers that read from history.",
                () -> hub.census().lagging());
        gauge(
                "etcd_debugging_mvcc_watch_stream_total",
                "Watch streams.",
                () -> hub.census().streams());
    }

    /// Under both of the names that etcd has had for some of them.
    void applied(AppliedCounts counts) {
        metrics.counter(
                "etcd_debugging_mvcc_events", "Events since the start.", counts.events::sum);
        gauge(
                "etcd_debugging_mvcc_total_put_size_in_bytes",
                "Bytes of keys and values put since the start.",
                counts.putBytes::sum);
        twice("put", "Puts applied, those in transactions too.", counts.puts::sum);
        twice("delete", "Deletions applied, those in transactions too.", counts.deletes::sum);
        twice("txn", "Transactions applied.", counts.txns::sum);
        metrics.counter(
                "etcd_debugging_lease_granted", "Leases granted.", counts.leasesGranted::sum);
        metrics.counter(
                "etcd_debugging_lease_revoked",
                "Leases ended, by a client or by time.",
                counts.leasesRevoked::sum);
        metrics.counter(
                "etcd_debugging_server_lease_expired",
                "Leases ended by time.",
                counts.leasesExpired::sum);
    }

    void services(ClientPort.Services services, AppliedCounts counts) {
        KeyValues reads = services.keyValues();
        twice(
                "range",
                "Ranges answered, and those in transactions applied.",
                () -> reads.ranges() + counts.ranges.sum());
        metrics.counter(
                "etcd_server_read_indexes_failed",
                "Reads that got no read index.",
                reads::unconfirmed);
        metrics.counter(
                "etcd_server_slow_read_indexes",
                "Reads that waited longer than 500 ms for their read index.",
                reads::slowlyConfirmed);
        metrics.counter(
                "etcd_debugging_lease_renewed",
                "Leases renewed here, as the leader.",
                services.leases()::renewals);
        metrics.plainCounter(
                "etcd_server_health_success",
                "Times that this member was asked for its health and was well.",
                services.health()::successes);
        metrics.plainCounter(
                "etcd_server_health_failures",
                "Times that this member was asked for its health and was not well.",
                services.health()::failures);
    }

    private void twice(String what, String help, LongSupplier value) {
        metrics.counter("etcd_mvcc_" + what, help, value);
        metrics.counter("etcd_debugging_mvcc_" + what, help, value);
    }

    RocksTimes disk() {
        return new RocksTimes(
                metrics.durations(
                        "etcd_disk_backend_commit_duration",
                        "Time until an entry of the log was in the state."),
                metrics.durations(
                        "etcd_disk_backend_defrag_duration",
                        "Time of compactions of the state that were asked for."),
                metrics.durations(
                        "etcd_disk_backend_snapshot_duration",
                        "Time of copies of the whole state."));
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        metrics.gauge(name, help, value);
    }

    private static long look(ViewSource views, java.util.function.ToLongFunction<View> look) {
        try (View view = views.open()) {
            return look.applyAsLong(view);
        }
    }
}
