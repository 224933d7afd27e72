package io.leme.bench.cluster;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.RangeRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/// Whether a member listens, and whether it answers a linearizable read.
final class Readiness {
    private static final int CONNECT_MILLIS = 500;

    private final KVGrpc.KVBlockingStub kv;

    Readiness(Channel channel) {
        this.kv = KVGrpc.newBlockingStub(channel);
    }

    /// Whether anything accepts connections there.
    static boolean listens(URI url) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
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
