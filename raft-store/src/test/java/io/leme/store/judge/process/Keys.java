package io.leme.store.judge.process;

import com.google.protobuf.ByteString;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.RangeRequest;

/// What a member says of the keys under a prefix.
public final class Keys {
    private Keys() {}

    /// How many there are.
    public static long count(Member member, String prefix) {
        int last = prefix.length() - 1;
        String end = prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
        var request =
                RangeRequest.newBuilder()
                        .setKey(ByteString.copyFromUtf8(prefix))
                        .setRangeEnd(ByteString.copyFromUtf8(end))
                        .setCountOnly(true)
                        .build();
        return member.client().call(KVGrpc.getRangeMethod(), request).orFail().getCount();
    }
}
