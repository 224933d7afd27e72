package io.leme.store.consensus.ratis;

import static io.leme.store.consensus.ratis.Cluster.eventually;
import static io.leme.store.consensus.ratis.Cluster.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.consensus.EntryLog.Outcome;
import io.leme.store.consensus.ratis.RatisSettings.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    @TempDir Path directory;

    @Test
    void aMemberThatFailsToApplyIsEndedAndTheOthersGoOn() {
        try (Cluster cluster = Cluster.start(directory, 3)) {
            Cluster.Node broken = cluster.follower();
            broken.state().poison("poison");

            assertThat(get(cluster.leader().submit("poison"))).isEqualTo(new Outcome.Committed());

            eventually("the member is ended", () -> !broken.halts().isEmpty());
            assertThat(broken.halts().getFirst())
                    .startsWith("applying log entry ")
                    .contains("poisoned by poison");
            assertThat(get(cluster.leader().submit("more"))).isEqualTo(new Outcome.Committed());
            assertThat(cluster.leader().halts()).isEmpty();
        }
    }

    @Test
    void aMemberThatCannotWriteItsLogIsEnded() throws IOException {
        Retention smallSegments = new Retention(1000, 1000, 8 << 10);
        try (Cluster cluster = Cluster.start(directory, 1, smallSegments, Optional.empty())) {
            Cluster.Node only = cluster.leader();
            get(only.submit("a"));
            Path segments = cluster.settings(1).segments();

            Files.move(segments, segments.resolveSibling("gone"));
            var _ = only.submit("x".repeat(10_000));
            var _ = only.submit("y".repeat(10_000));

            eventually("the member is ended", () -> !only.halts().isEmpty());
        }
    }

    @Test
    void aMemberThatIsClosedIsNotEnded() {
        Cluster.Node only;
        try (Cluster cluster = Cluster.start(directory, 1)) {
            only = cluster.leader();
        }
        assertThat(only.halts()).isEmpty();
    }
}
