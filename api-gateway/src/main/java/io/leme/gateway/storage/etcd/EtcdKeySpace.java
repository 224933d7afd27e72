package io.leme.gateway.storage.etcd;

import io.leme.client.LemeClient;
import io.leme.client.error.ErrorReason;
import io.leme.client.error.StoreException;
import io.leme.client.kv.ByteSequence;
import io.leme.client.kv.Compare;
import io.leme.client.kv.KeyRange;
import io.leme.client.kv.KeyValue;
import io.leme.client.kv.Operation;
import io.leme.client.kv.RangeOptions;
import io.leme.client.kv.RangeResult;
import io.leme.client.kv.Txn;
import io.leme.client.kv.TxnResult;
import io.leme.client.watch.WatchRequest;
import io.leme.gateway.storage.keyed.KeySpace;
import io.leme.gateway.storage.keyed.StorageFailure;
import java.util.function.Supplier;

/// A key space on a store that speaks etcd's v3 API.
///
/// A conditional write is one transaction: compare the key's modRevision, then write, else read. So
/// a lost race needs no second round trip to learn the newer state.
public final class EtcdKeySpace implements KeySpace {
    private final LemeClient client;
    private final ProgressSupport progress;

    public EtcdKeySpace(LemeClient client) {
        this.client = client;
        this.progress = new ProgressSupport(client.maintenance());
    }

    @Override
    public boolean tellsProgress() {
        return progress.isSound();
    }

    @Override
    public Found read(String key) {
        return found(call(() -> client.kv().get(ByteSequence.utf8(key))));
    }

    @Override
    public Found range(String from, String to, long limit, long revision) {
        KeyRange keys = KeyRange.between(ByteSequence.utf8(from), ByteSequence.utf8(to));
        RangeOptions options = RangeOptions.standard().withLimit(limit).withRevision(revision);

        return found(call(() -> client.kv().range(keys, options)));
    }

    @Override
    public Attempt put(String key, byte[] value, long expected) {
        ByteSequence bytes = ByteSequence.utf8(key);

        return attempt(bytes, expected, Operation.put(bytes, ByteSequence.wrap(value)));
    }

    @Override
    public Attempt delete(String key, long expected) {
        ByteSequence bytes = ByteSequence.utf8(key);

        return attempt(bytes, expected, Operation.delete(bytes));
    }

    @Override
    public Feed feed(String prefix, long after, Listener listener) {
        WatchRequest request =
                WatchRequest.of(KeyRange.prefix(ByteSequence.utf8(prefix)))
                        .withStartRevision(after + 1)
                        .withPrevious(true)
                        .withProgressNotify(true)
                        .withOwnStream(true);

        return new EtcdFeed(client.watches().watch(request, new FeedListener(listener)), progress);
    }

    private Attempt attempt(ByteSequence key, long expected, Operation write) {
        Txn txn =
                Txn.when(Compare.unchangedSince(key, expected))
                        .then(write)
                        .otherwise(Operation.get(key));
        TxnResult result = call(() -> client.kv().txn(txn));

        return result.succeeded()
                ? new Attempt.Done(result.revision())
                : new Attempt.Lost(result.range(0).first().map(EtcdKeySpace::entry));
    }

    private static Found found(RangeResult result) {
        return new Found(
                result.revision(),
                result.kvs().stream().map(EtcdKeySpace::entry).toList(),
                result.count());
    }

    private static Entry entry(KeyValue kv) {
        return new Entry(kv.key().toUtf8(), kv.value().array(), kv.modRevision());
    }

    private static <T> T call(Supplier<T> action) {
        try {
            return action.get();
        } catch (StoreException failure) {
            throw translate(failure);
        }
    }

    /// What a failure of the client means here.
    static StorageFailure translate(StoreException failure) {
        StorageFailure.Kind kind =
                switch (failure.family()) {
                    case NOT_NOW -> StorageFailure.Kind.UNAVAILABLE;
                    case UNKNOWN_OUTCOME -> StorageFailure.Kind.UNKNOWN_OUTCOME;
                    case BROKEN -> StorageFailure.Kind.BROKEN;
                    case REJECTED -> rejected(failure.reason());
                };

        return new StorageFailure(kind, failure.text(), failure);
    }

    private static StorageFailure.Kind rejected(ErrorReason reason) {
        if (reason == ErrorReason.COMPACTED) {
            return StorageFailure.Kind.COMPACTED;
        }
        if (reason == ErrorReason.FUTURE_REVISION) {
            return StorageFailure.Kind.FUTURE_REVISION;
        }

        return reason == ErrorReason.REQUEST_TOO_LARGE
                ? StorageFailure.Kind.TOO_LARGE
                : StorageFailure.Kind.BROKEN;
    }
}
