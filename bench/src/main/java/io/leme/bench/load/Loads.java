package io.leme.bench.load;

import com.google.protobuf.ByteString;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.TxnRequest;

/// The loads of `leme bench`, by name.
public final class Loads {
    /// Below etcd's limit of 128 operations.
    public static final int PUTS_A_TXN = 100;

    private Loads() {}

    /// Puts of random keys out of the key space.
    public static Load put(Connections connections, Keys keys) {
        return new UnaryLoad<>(
                connections,
                KVGrpc.getPutMethod(),
                sequence -> putRequest(keys.key(sequence), keys.value(sequence)));
    }

    /// Request number n puts keys n * 100 to n * 100 + 99, so that every key can be put once.
    public static Load fill(Connections connections, Keys keys) {
        return new UnaryLoad<>(
                connections,
                KVGrpc.getTxnMethod(),
                sequence -> {
                    TxnRequest.Builder txn = TxnRequest.newBuilder();
                    long first = sequence * PUTS_A_TXN;
                    long end = Math.min(keys.count(), first + PUTS_A_TXN);
                    for (long number = first; number < end; number++) {
                        PutRequest put = putRequest(keys.at((int) number), keys.value(number));
                        txn.addSuccess(RequestOp.newBuilder().setRequestPut(put));
                    }
                    return txn.build();
                });
    }

    /// Reads of one key, or of `rangeKeys` neighbouring keys when above 1.
    public static Load range(
            Connections connections, Keys keys, int rangeKeys, boolean serializable) {
        ByteString end = endOfPrefix(keys.prefix());
        return new UnaryLoad<>(
                connections,
                KVGrpc.getRangeMethod(),
                sequence -> {
                    RangeRequest.Builder request =
                            RangeRequest.newBuilder()
                                    .setKey(keys.key(sequence))
                                    .setSerializable(serializable);
                    if (rangeKeys > 1) {
                        request.setRangeEnd(end).setLimit(rangeKeys);
                    }
                    return request.build();
                });
    }

    /// Linearizable reads of one key out of keys that were all put before.
    public static Load get(Connections connections, Keys keys) {
        return new UnaryLoad<>(
                connections,
                KVGrpc.getRangeMethod(),
                sequence -> RangeRequest.newBuilder().setKey(keys.key(sequence)).build());
    }

    /// Reads of all keys. An answer that has not `answerBytes` bytes counts as failed.
    public static Load wholeRange(Connections connections, Keys keys, long answerBytes) {
        RangeRequest request = all(keys).build();
        return new UnaryLoad<>(
                connections,
                ByteCount.of(KVGrpc.getRangeMethod()),
                sequence -> request,
                (sequence, bytes) -> {
                    // Revision and raft term in the header may take a few bytes more or less.
                    if (Math.abs(bytes - answerBytes) > 64) {
                        throw new IllegalStateException(
                                "an answer of %d bytes, not %d".formatted(bytes, answerBytes));
                    }
                });
    }

    /// Counts of all keys. Another count than that of the key space counts as failed.
    public static Load count(Connections connections, Keys keys) {
        RangeRequest request = all(keys).setCountOnly(true).build();
        return new UnaryLoad<>(
                connections,
                KVGrpc.getRangeMethod(),
                sequence -> request,
                (sequence, answer) -> {
                    if (answer.getCount() != keys.count()) {
                        throw new IllegalStateException(
                                "a count of %d, not %d".formatted(answer.getCount(), keys.count()));
                    }
                });
    }

    /// A linearizable read of every key.
    public static RangeRequest.Builder all(Keys keys) {
        return RangeRequest.newBuilder()
                .setKey(keys.prefix())
                .setRangeEnd(endOfPrefix(keys.prefix()));
    }

    /// The first key above all keys with this prefix; the prefix must not end in 0xff.
    static ByteString endOfPrefix(ByteString prefix) {
        byte[] end = prefix.toByteArray();
        end[end.length - 1]++;
        return ByteString.copyFrom(end);
    }

    private static PutRequest putRequest(ByteString key, ByteString value) {
        return PutRequest.newBuilder().setKey(key).setValue(value).build();
    }
}
