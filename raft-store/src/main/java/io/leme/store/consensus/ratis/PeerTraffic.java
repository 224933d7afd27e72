package io.leme.store.consensus.ratis;

import io.leme.store.consensus.PeerCounts;
import io.leme.store.consensus.PeerFigures;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.ratis.thirdparty.io.grpc.Context;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerStreamTracer;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.jspecify.annotations.Nullable;

/// Counts what goes between this member and those it knows. What comes on the peer port is counted
/// for its caller, who says who it is: in a header of our own calls, in the first message of Ratis'
/// calls ([CallerInterceptor]). What comes from strangers is not counted.
///
/// Threads: any.
final class PeerTraffic extends ServerStreamTracer.Factory implements PeerFigures {
    /// Who calls, as a member id in hexadecimal digits.
    static final Metadata.Key<String> CALLER =
            Metadata.Key.of("leme-member", Metadata.ASCII_STRING_MARSHALLER);

    private static final Context.Key<Incoming> INCOMING = Context.key("leme-incoming");

    private final Map<Long, PeerCounts> peers = new ConcurrentHashMap<>();
    private final LongAdder vainHeartbeats = new LongAdder();

    /// The counts of a member that is known from now on.
    PeerCounts of(long member) {
        return peers.computeIfAbsent(member, fresh -> new PeerCounts());
    }

    /// The counts of a member that is known.
    Optional<PeerCounts> known(long member) {
        return Optional.ofNullable(peers.get(member));
    }

    void vainHeartbeat() {
        vainHeartbeats.increment();
    }

    @Override
    public Map<Long, PeerCounts> peers() {
        return Map.copyOf(peers);
    }

    @Override
    public long vainHeartbeats() {
        return vainHeartbeats.sum();
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        Incoming incoming = new Incoming();
        String caller = headers.get(CALLER);
        if (caller != null) {
            member(caller).flatMap(this::known).ifPresent(incoming::isOf);
        }
        return incoming;
    }

    /// The member with this id in hexadecimal digits; empty when that is no id.
    static Optional<Long> member(String digits) {
        try {
            return Optional.of(Long.parseUnsignedLong(digits, 16));
        } catch (NumberFormatException noId) {
            return Optional.empty();
        }
    }

    /// The call that this thread serves.
    static Optional<Incoming> incoming() {
        return Optional.ofNullable(INCOMING.get());
    }

    /// One call of another member, on its way from the first byte to the last.
    static final class Incoming extends ServerStreamTracer {
        /// Received before it was known whose call this is.
        private final AtomicLong nobodysBytes = new AtomicLong();

        private volatile @Nullable PeerCounts peer;

        void isOf(PeerCounts caller) {
            peer = caller;
            caller.received(nobodysBytes.getAndSet(0));
        }

        Optional<PeerCounts> peer() {
            return Optional.ofNullable(peer);
        }

        @Override
        public Context filterContext(Context context) {
            return context.withValue(INCOMING, this);
        }

        @Override
        public void inboundMessageRead(int number, long wireBytes, long uncompressedBytes) {
            nobodysBytes.addAndGet(wireBytes);
            PeerCounts caller = peer;
            if (caller != null) {
                caller.received(nobodysBytes.getAndSet(0));
            }
        }

        @Override
        public void outboundMessageSent(int number, long wireBytes, long uncompressedBytes) {
            PeerCounts caller = peer;
            if (caller != null) {
                caller.sent(wireBytes);
            }
        }

        @Override
        public void streamClosed(Status status) {
            PeerCounts caller = peer;
            if (caller != null && status.getCode() == Status.Code.CANCELLED) {
                caller.receivingFailed();
            }
        }
    }
}
