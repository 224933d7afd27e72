package io.leme.bench.micro;

import io.leme.store.apply.Applier;
import io.leme.store.apply.Observer;
import io.leme.store.command.Envelope;
import io.leme.store.command.EnvelopeCodec;
import io.leme.store.command.Result;
import io.leme.store.consensus.LogPosition;
import io.leme.store.mvcc.RevisionEvents;
import io.leme.store.storage.rocksdb.RocksBackend;
import io.leme.store.storage.rocksdb.RocksSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A state machine on RocksDB in a directory of its own, which goes away with it.
final class OpenState implements AutoCloseable {
    private final Path directory;
    private final Applier applier;
    private long index;

    OpenState() throws IOException {
        directory = Files.createTempDirectory("leme-jmh-");
        applier =
                new Applier(
                        directory,
                        path -> RocksBackend.open(path, RocksSettings.DEFAULT),
                        List.of(),
                        new Unobserved());
    }

    Applier applier() {
        return applier;
    }

    void apply(Envelope envelope) {
        apply(EnvelopeCodec.encode(envelope));
    }

    void apply(byte[] entry) {
        applier.apply(new LogPosition(1, index++), ByteBuffer.wrap(entry));
    }

    @Override
    public void close() throws IOException {
        applier.close();
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    private static final class Unobserved implements Observer {
        @Override
        public void changed(List<RevisionEvents> revisions) {}

        @Override
        public void answered(Envelope envelope, List<Result> results) {}

        @Override
        public void leaseGranted(long id, long ttlSeconds) {}

        @Override
        public void leaseRevoked(long id) {}

        @Override
        public void compacted(long revision) {}

        @Override
        public void replaced() {}
    }
}
