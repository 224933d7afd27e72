package io.leme.store.consensus.ratis;

import static io.leme.store.consensus.ratis.Cluster.eventually;
import static io.leme.store.consensus.ratis.Cluster.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.base.Histogram;
import io.leme.store.consensus.PeerCounts;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What members say of their peers.
class PeerFiguresTest {
    private static final String LINE = "x".repeat(10_000);

    @TempDir Path directory;
    private Cluster cluster;
    private Cluster.Node leader;
    private Cluster.Node follower;

    @BeforeEach
    void start() {
        cluster = Cluster.start(directory, 3);
        leader = cluster.leader();
        follower = cluster.node(cluster.others(leader.member()).getFirst());
    }

    @AfterEach
    void allIsClosed() {
        cluster.close();
    }

    /// One test, as a cluster takes its time to start.
    @Test
    void membersCountWhatGoesBetweenThemAndWhoIsHeard() {
        get(leader.submit(LINE));
        eventually("the leader sent it", () -> toFollower().sentBytes() > LINE.length());
        eventually("it arrived", () -> toLeader().receivedBytes() > LINE.length());
        eventually("its answer was sent", () -> toLeader().sentBytes() > 0);
        eventually("its answer arrived", () -> toFollower().receivedBytes() > 0);

        get(follower.submit(LINE));
        eventually("the follower forwarded one", () -> toLeader().sentBytes() > LINE.length());
        eventually("it came", () -> toFollower().receivedBytes() > LINE.length());

        eventually("a heartbeat was answered", () -> count(toFollower().roundTrips()) > 0);
        Histogram seconds = toFollower().roundTrips();
        assertThat(seconds.sum()).isPositive().isLessThan(30.0 * count(seconds));

        eventually("each is active", () -> toFollower().isActive() && toLeader().isActive());
        cluster.stop(follower.member());
        eventually("it is missed", () -> toFollower().disconnections() > 0);
        eventually("sending fails", () -> toFollower().sentFailures() > 0);
        eventually("heartbeats too", () -> leader.log().peerFigures().vainHeartbeats() > 0);
        assertThat(toFollower().isActive()).isFalse();
    }

    private static long count(Histogram values) {
        long count = 0;
        for (int bucket = 0; bucket <= values.buckets(); bucket++) {
            count += values.count(bucket);
        }
        return count;
    }

    private PeerCounts toFollower() {
        return between(leader, follower);
    }

    private PeerCounts toLeader() {
        return between(follower, leader);
    }

    private static PeerCounts between(Cluster.Node one, Cluster.Node other) {
        return one.log().peerFigures().peers().get((long) other.member());
    }
}
