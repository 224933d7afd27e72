package io.leme.store;

import io.leme.store.base.Histogram;
import io.leme.store.consensus.PeerCounts;
import io.leme.store.consensus.PeerFigures;
import io.leme.store.telemetry.Labels;
import io.leme.store.telemetry.Metrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// Gives etcd's names to what goes between this member and the others.
final class PeerMetrics {
    private static final String PREFIX = "etcd_network_";
    private static final String COUNTER = "counter";
    private static final String GAUGE = "gauge";
    private static final String TO = "To";
    private static final String FROM = "From";

    private final Metrics metrics;
    private final long self;
    private final PeerFigures figures;

    PeerMetrics(Metrics metrics, long self, PeerFigures figures) {
        this.metrics = metrics;
        this.self = self;
        this.figures = figures;
    }

    /// @param members the ids of all
    void register(Supplier<List<Long>> members) {
        traffic();
        connections(members);
        copies("snapshot_send", TO, PeerCounts::sentCopies);
        copies("snapshot_receive", FROM, PeerCounts::receivedCopies);
        metrics.counter(
                "etcd_server_heartbeat_send_failures",
                "Heartbeats sent to a peer that was not heard for an election timeout.",
                figures::vainHeartbeats);
    }

    private void traffic() {
        values("peer_sent_bytes_total", "Bytes sent to peers.", COUNTER, TO, PeerCounts::sentBytes);
        values(
                "peer_received_bytes_total",
                "Bytes received from peers.",
                COUNTER,
                FROM,
                PeerCounts::receivedBytes);
        values(
                "peer_sent_failures_total",
                "Calls without an answer, and messages to one that was silent.",
                COUNTER,
                TO,
                PeerCounts::sentFailures);
        values(
                "peer_received_failures_total",
                "Calls of peers that broke off.",
                COUNTER,
                FROM,
                PeerCounts::receivedFailures);
        spreads(
                "peer_round_trip_time_seconds",
                "Time from a heartbeat to its answer.",
                TO,
                PeerCounts::roundTrips);
    }

    private void connections(Supplier<List<Long>> members) {
        metrics.values(
                PREFIX + "known_peers",
                "Members, this one too.",
                GAUGE,
                () -> {
                    Map<Labels, Double> known = new HashMap<>();
                    members.get().forEach(member -> known.put(between(member), 1.0));
                    return known;
                });
        metrics.values(
                PREFIX + "active_peers",
                "Peers that are heard: all followers by the leader, the leader by its followers.",
                GAUGE,
                () -> each(this::between, peer -> peer.isActive() ? 1.0 : 0.0));
        metrics.values(
                PREFIX + "disconnected_peers_total",
                "Times that a peer was no longer heard.",
                COUNTER,
                () -> each(this::between, peer -> (double) peer.disconnections()));
    }

    private void copies(String prefix, String label, Function<PeerCounts, PeerCounts.Copies> way) {
        values(
                prefix + "_success",
                "Copies of the state that arrived.",
                COUNTER,
                label,
                peer -> way.apply(peer).successes());
        values(
                prefix + "_failures",
                "Copies of the state that did not arrive.",
                COUNTER,
                label,
                peer -> way.apply(peer).failures());
        values(
                prefix + "_inflights_total",
                "Copies of the state under way.",
                GAUGE,
                label,
                peer -> way.apply(peer).running());
        spreads(
                prefix + "_total_duration_seconds",
                "Time that copies of the state took.",
                label,
                peer -> way.apply(peer).seconds());
    }

    private void values(
            String name, String help, String type, String label, ToDoubleFunction<PeerCounts> of) {
        metrics.values(
                PREFIX + name,
                help,
                type,
                () ->
                        each(
                                member -> Labels.of(label, Long.toHexString(member)),
                                of::applyAsDouble));
    }

    private void spreads(
            String name, String help, String label, Function<PeerCounts, Histogram> of) {
        metrics.spreads(
                PREFIX + name,
                help,
                () -> each(member -> Labels.of(label, Long.toHexString(member)), of));
    }

    private <V> Map<Labels, V> each(Function<Long, Labels> labels, Function<PeerCounts, V> of) {
        Map<Labels, V> series = new HashMap<>();
        figures.peers().forEach((member, peer) -> series.put(labels.apply(member), of.apply(peer)));
        return series;
    }

    private Labels between(long other) {
        return Labels.of("Local", Long.toHexString(self)).and("Remote", Long.toHexString(other));
    }
}
