package io.leme.bench.cluster;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.RangeRequest;
import java.util.concurrent.TimeUnit;

/// Whether a member answers a linearizable read.
final class Readiness {
    private final KVGrpc.KVBlockingStub kv;

    Readiness(Channel channel) {
        this.kv = KVGrpc.newBlockingStub(channel);
    }

    boolean check() {
        RangeRequest request =
                RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("health")).build();
        try {
            var _ = kv.withDeadlineAfter(1, TimeUnit.SECONDS).range(request);
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }
}
