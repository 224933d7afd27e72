package io.leme.store.consensus.ratis;

import io.leme.store.consensus.ratis.RatisSettings.Retention;
import java.util.Map;
import org.apache.ratis.conf.RaftProperties;

/// Ratis' settings, each with the reason why it is not left alone.
final class NodeProperties {
    /// Largest entry in bytes that Ratis takes, and so the largest that it can read back: this may
    /// never become smaller, or logs in the field become unreadable.
    static final int MAX_ENTRY_BYTES = 8 << 20;

    private static final Map<String, String> FIXED =
            Map.ofEntries(
                    Map.entry("raft.rpc.type", HookedRpc.class.getName()),
                    // Nothing is answered by Ratis' own reads: they can be stale.
                    Map.entry("raft.server.read.option", "DEFAULT"),
                    Map.entry("raft.server.read.leader.lease.enabled", "false"),
                    // A process that was stopped for a minute is a follower, not a corpse.
                    Map.entry("raft.server.close.threshold", "36500d"),
                    Map.entry("raft.server.sleep.deviation.threshold", "300ms"),
                    Map.entry("raft.server.rpc.slowness.timeout", "10s"),
                    Map.entry("raft.server.staging.timeout", "60s"),
                    Map.entry("raft.server.storage.free-space.min", "64MB"),
                    // One cache entry per log entry on every member, without a bound in size.
                    Map.entry("raft.server.retrycache.expirytime", "5s"),
                    Map.entry("raft.server.retrycache.statistics.expirytime", "1s"),
                    Map.entry("raft.server.write.element-limit", "512"),
                    Map.entry("raft.server.write.byte-limit", "64MB"),
                    Map.entry("raft.server.log.queue.element-limit", "4096"),
                    Map.entry("raft.server.log.queue.byte-limit", "128MB"),
                    Map.entry(
                            "raft.server.log.appender.buffer.byte-limit",
                            Integer.toString(MAX_ENTRY_BYTES)),
                    // An entry must fit with what Ratis puts around it. All of the buffer is in
                    // memory from the start.
                    Map.entry(
                            "raft.server.log.write.buffer.size",
                            Integer.toString(MAX_ENTRY_BYTES + (64 << 10))),
                    Map.entry("raft.server.log.appender.wait-time.min", "100us"),
                    // We copy state ourselves: the leader only says that it is needed.
                    Map.entry("raft.server.log.appender.install.snapshot.enabled", "false"),
                    Map.entry("raft.server.log.force.sync.num", "1024"),
                    // Both acknowledge what is not on disk.
                    Map.entry("raft.server.log.async-flush.enabled", "false"),
                    Map.entry("raft.server.log.unsafe-flush.enabled", "false"),
                    // One more entry and fsync per commit; followers learn the commit by our hook.
                    Map.entry("raft.server.log.log-metadata.enabled", "false"),
                    Map.entry("raft.server.log.append-entries.compose.enabled", "false"),
                    Map.entry("raft.server.log.read.lock.enabled", "false"),
                    // Without an end to the attempts; the pause is what a member that was away for
                    // long waits for at most, before it hears of its leader.
                    Map.entry(
                            "raft.server.log.appender.retry.policy",
                            "1ms,10, 100ms,20, 500ms,1000000000"),
                    Map.entry("raft.server.log.corruption.policy", "EXCEPTION"),
                    Map.entry("raft.server.log.preallocated.size", "4MB"),
                    // Entries stay on the heap besides: enough for followers that keep up.
                    Map.entry("raft.server.log.segment.cache.num.max", "1"),
                    Map.entry("raft.server.log.segment.cache.size.max", "8MB"),
                    // Purge by what is durable here, not by what the slowest member has.
                    Map.entry("raft.server.log.purge.upto.snapshot.index", "true"),
                    // The state machine says when it is durable enough to purge, and up to where.
                    Map.entry("raft.server.snapshot.auto.trigger.enabled", "false"),
                    Map.entry("raft.server.log.purge.preservation.log.num", "0"),
                    Map.entry("raft.server.log.purge.gap", "1"),
                    // Closing the state makes it durable.
                    Map.entry("raft.server.snapshot.trigger-when-stop.enabled", "false"),
                    // The second member is as many as the first.
                    Map.entry("raft.server.leaderelection.member.majority-add", "true"),
                    Map.entry("raft.grpc.message.size.max", "64MB"),
                    Map.entry("raft.grpc.flow.control.window", "4MB"),
                    Map.entry("raft.grpc.server.leader.outstanding.appends.max", "16"),
                    Map.entry("raft.grpc.server.boss-group.size", "1"),
                    Map.entry("raft.grpc.server.worker-group.size", "2"),
                    Map.entry("raft.grpc.client.worker-group.size", "2"),
                    // Any port but the peer port keeps these services off it; PeerPort then gives
                    // them nothing to listen on.
                    Map.entry("raft.grpc.client.port", "1"),
                    Map.entry("raft.grpc.admin.port", "2"));

    private NodeProperties() {}

    static RaftProperties of(RatisSettings settings, Retention retention) {
        RaftProperties properties = new RaftProperties();
        FIXED.forEach(properties::set);
        int election = settings.timing().electionMillis();
        boolean alone = settings.members().size() == 1 && !settings.joining();
        Map.of(
                        "raft.server.storage.dir", settings.directory().toString(),
                        "raft.server.rpc.timeout.min", election + "ms",
                        "raft.server.rpc.timeout.max", election * 3 / 2 + "ms",
                        // Nobody to wait for when there is nobody else.
                        "raft.server.rpc.first-election.timeout.min",
                                (alone ? 20 : election) + "ms",
                        "raft.server.rpc.first-election.timeout.max",
                                (alone ? 40 : election * 3 / 2) + "ms",
                        "raft.server.rpc.request.timeout", 2 * election + "ms",
                        "raft.server.notification.no-leader.timeout", 5 * election + "ms",
                        "raft.server.leaderelection.leader.step-down.wait-time", election + "ms",
                        "raft.grpc.server.host", settings.listen().host(),
                        "raft.grpc.server.port", Integer.toString(settings.listen().port()))
                .forEach(properties::set);
        properties.set(
                "raft.server.log.segment.size.max", Integer.toString(retention.segmentBytes()));
        return properties;
    }
}
