package io.leme.bench.load;

import com.google.protobuf.ByteString;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;

/// The loads of `leme bench`, by name.
public final class Loads {
    private Loads() {}

    /// Puts of random keys out of the key space.
    public static Load put(Connections connections, Keys keys) {
        return new UnaryLoad<>(
                connections,
                KVGrpc.getPutMethod(),
                sequence ->
                        PutRequest.newBuilder()
                                .setKey(keys.key(sequence))
                                .setValue(keys.value())
                                .build());
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

    /// The first key above all keys with this prefix; the prefix must not end in 0xff.
    static ByteString endOfPrefix(ByteString prefix) {
        byte[] end = prefix.toByteArray();
        end[end.length - 1]++;
        return ByteString.copyFrom(end);
    }
}
