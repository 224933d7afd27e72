package io.leme.store.judge.fault;

import com.google.protobuf.ByteString;
import io.leme.store.judge.process.Answer;
import io.leme.store.judge.process.Member;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.PutResponse;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RangeResponse;
import java.time.Duration;

/// Single puts and gets of text.
final class Puts {
    private Puts() {}

    static Answer<PutResponse> put(Member member, String key, String value, Duration deadline) {
        var request =
                PutRequest.newBuilder()
                        .setKey(ByteString.copyFromUtf8(key))
                        .setValue(ByteString.copyFromUtf8(value))
                        .build();
        return member.client().call(KVGrpc.getPutMethod(), request, deadline);
    }

    static Answer<RangeResponse> get(
            Member member, String key, boolean serializable, Duration deadline) {
        var request =
                RangeRequest.newBuilder()
                        .setKey(ByteString.copyFromUtf8(key))
                        .setSerializable(serializable)
                        .build();
        return member.client().call(KVGrpc.getRangeMethod(), request, deadline);
    }
}
