package io.leme.store.consensus.ratis;

import static io.leme.store.consensus.ratis.Cluster.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.consensus.EntryLog.Outcome;
import io.leme.store.consensus.ratis.RatisSettings.Member;
import io.leme.store.consensus.ratis.RatisSettings.PeerTls;
import io.leme.store.consensus.ratis.RatisSettings.Retention;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTlsTest {
    @TempDir Path directory;

    @Test
    void membersThatShowCertificatesReplicateAndForward() throws IOException {
        PeerTls tls = Certificates.make(directory.resolve("certificates")).tls();
        try (Cluster cluster = Cluster.start(directory, 3, Retention.DEFAULT, Optional.of(tls))) {
            Cluster.Node follower = cluster.follower();

            assertThat(get(follower.submit("a"))).isEqualTo(new Outcome.Committed());
            get(follower.log().readGate().await());

            assertThat(follower.state().lines()).containsExactly("a");
        }
    }

    @Test
    void aPeerWithACertificateOfAnotherAuthorityIsRefused() throws IOException {
        Certificates.Made made = Certificates.make(directory.resolve("certificates"));
        PeerTls tls = made.tls();
        PeerTls mixed = Certificates.make(directory.resolve("others")).tlsTrusting(made);
        PeerTls old = new PeerTls(tls.keys(), tls.trust(), List.of("TLSv1.2"), List.of());
        try (Cluster cluster = Cluster.start(directory, 1, Retention.DEFAULT, Optional.of(tls))) {
            cluster.leader();

            assertThat(reaches(cluster, Optional.of(tls))).isTrue();
            assertThat(reaches(cluster, Optional.of(mixed))).isFalse();
            assertThat(reaches(cluster, Optional.of(old))).isFalse();
            assertThat(reaches(cluster, Optional.empty())).isFalse();
        }
    }

    private static boolean reaches(Cluster cluster, Optional<PeerTls> tls) throws IOException {
        RatisSettings here = cluster.settings(1);
        RatisSettings stranger =
                new RatisSettings(
                        here.directory(),
                        9,
                        here.cluster(),
                        List.of(new Member(9, here.listen()), new Member(1, here.listen())),
                        here.listen(),
                        here.timing(),
                        tls);
        try (PeerChannels channels = new PeerChannels(stranger)) {
            get(channels.call(1, RatisLog.FORWARD, new byte[1], Duration.ofSeconds(5)));
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }
}
