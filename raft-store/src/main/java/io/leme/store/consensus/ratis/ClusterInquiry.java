package io.leme.store.consensus.ratis;

import io.leme.store.consensus.ratis.RatisSettings.Address;
import io.leme.store.consensus.ratis.RatisSettings.PeerTls;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.thirdparty.io.grpc.CallOptions;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.StatusRuntimeException;
import org.apache.ratis.thirdparty.io.grpc.stub.ClientCalls;

/// Asks a member of a running cluster who belongs to it: the one call that needs no knowledge of
/// the cluster.
public final class ClusterInquiry {
    private ClusterInquiry() {}

    /// What the member's handler of [#kind] answers.
    ///
    /// @throws IOException when it does not
    public static byte[] ask(Address member, Optional<PeerTls> tls, Duration patience)
            throws IOException {
        ManagedChannel channel = PeerChannels.channel(member, tls);
        try {
            CallOptions options =
                    CallOptions.DEFAULT.withDeadlineAfter(
                            patience.toMillis(), TimeUnit.MILLISECONDS);
            return PeerReply.unwrap(
                    ClientCalls.blockingUnaryCall(
                            channel,
                            PeerProtocol.CALL,
                            options,
                            PeerProtocol.request(0, PeerProtocol.DESCRIBE, new byte[0])));
        } catch (StatusRuntimeException failure) {
            throw new IOException("no answer from " + member + ": " + failure.getMessage());
        } finally {
            channel.shutdownNow();
        }
    }

    /// The kind of the call, for the handler.
    public static byte kind() {
        return PeerProtocol.DESCRIBE;
    }
}
