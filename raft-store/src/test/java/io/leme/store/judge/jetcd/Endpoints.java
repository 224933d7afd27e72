package io.leme.store.judge.jetcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.etcd.jetcd.ByteSequence;
import io.leme.store.judge.process.Cluster;
import java.net.URI;
import java.util.List;

/// A cluster and its keys in jetcd's words.
final class Endpoints {
    private Endpoints() {}

    static List<URI> of(Cluster cluster) {
        return cluster.members().stream()
                .map(member -> URI.create("http://" + member.endpoint()))
                .toList();
    }

    static ByteSequence bytes(String text) {
        return ByteSequence.from(text, UTF_8);
    }
}
