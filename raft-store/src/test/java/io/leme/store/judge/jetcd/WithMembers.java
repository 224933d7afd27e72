package io.leme.store.judge.jetcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.cluster.Member;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.Eventually;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Members: list, add, promote, update and remove one that never starts, where nobody listens.
abstract class WithMembers {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final io.etcd.jetcd.Cluster members;
    private final Client client;
    private final List<URI> endpoints;

    WithMembers(Cluster cluster) {
        endpoints = Endpoints.of(cluster);
        client = Client.builder().endpoints(endpoints).build();
        members = client.getClusterClient();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aLearnerIsAddedKnownNotPromotedMovedAndRemoved() {
        assertThat(join(members.listMember()).getMembers())
                .flatExtracting(Member::getClientURIs)
                .containsExactlyInAnyOrderElementsOf(endpoints);
        List<URI> first = List.of(URI.create("http://127.0.0.1:1"));
        long id = add(first);

        assertThat(learner(id).getPeerURIs()).isEqualTo(first);
        assertThat(learner(id).getName()).isEmpty();
        assertThatThrownBy(() -> join(members.promoteMember(id)))
                .hasMessageContaining("can only promote a learner member which is in sync");
        List<URI> second = List.of(URI.create("http://127.0.0.1:2"));
        join(members.updateMember(id, second));
        assertThat(learner(id).getPeerURIs()).isEqualTo(second);

        join(members.removeMember(id));
        assertThat(join(members.listMember()).getMembers()).hasSize(endpoints.size());
        assertThatThrownBy(() -> join(members.removeMember(id)))
                .hasMessageContaining("member not found");
    }

    /// A cluster in which a member was away a moment ago takes none for a while.
    private long add(List<URI> peerUrls) {
        return Eventually.obtain(
                BOUND,
                () -> "a learner is added",
                () -> {
                    try {
                        return Optional.of(
                                join(members.addMember(peerUrls, true)).getMember().getId());
                    } catch (CompletionException unhealthy) {
                        return Optional.empty();
                    }
                });
    }

    private Member learner(long id) {
        return join(members.listMember()).getMembers().stream()
                .filter(Member::isLearner)
                .filter(member -> member.getId() == id)
                .findFirst()
                .orElseThrow();
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(15, TimeUnit.SECONDS).join();
    }
}
