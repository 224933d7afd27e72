package io.leme.store.rpc;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.leme.wire.kv.Event;
import io.leme.wire.rpc.DeleteRangeRequest;
import io.leme.wire.rpc.DeleteRangeResponse;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.LeaseGrantRequest;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RangeResponse;
import io.leme.wire.rpc.ResponseHeader;
import io.leme.wire.rpc.TxnRequest;
import io.leme.wire.rpc.TxnResponse;
import io.leme.wire.rpc.WatchCreateRequest;
import io.leme.wire.rpc.WatchGrpc;
import io.leme.wire.rpc.WatchRequest;
import io.leme.wire.rpc.WatchResponse;

/// A blocking client of this member itself, for recipes made of several requests. Calls end with
/// the gRPC context that they are made in.
final class OwnClient {
    private static final long SESSION_TTL_SECONDS = 60;

    private final KVGrpc.KVBlockingV2Stub keys;
    private final LeaseGrpc.LeaseBlockingV2Stub leases;
    private final WatchGrpc.WatchBlockingV2Stub watches;

    /// Told of each event with the header that it came under; true when that was enough.
    @FunctionalInterface
    interface Seen {
        boolean test(ResponseHeader header, Event event) throws StatusException;
    }

    OwnClient(Channel channel) {
        this.keys = KVGrpc.newBlockingV2Stub(channel);
        this.leases = LeaseGrpc.newBlockingV2Stub(channel);
        this.watches = WatchGrpc.newBlockingV2Stub(channel);
    }

    RangeResponse range(RangeRequest request) throws StatusException {
        return keys.range(request);
    }

    TxnResponse txn(TxnRequest request) throws StatusException {
        return keys.txn(request);
    }

    DeleteRangeResponse delete(ByteString key) throws StatusException {
        return keys.deleteRange(DeleteRangeRequest.newBuilder().setKey(key).build());
    }

    /// The given lease, or for 0 a new one of a minute that nobody renews.
    long session(long lease) throws StatusException {
        return lease != 0
                ? lease
                : leases.leaseGrant(
                                LeaseGrantRequest.newBuilder().setTTL(SESSION_TTL_SECONDS).build())
                        .getID();
    }

    /// Hands the events from a revision on to `seen`, with the header that they came under, until
    /// it returns true.
    ///
    /// @throws StatusException when the watcher ends by itself
    void watch(WatchCreateRequest request, Seen seen) throws StatusException {
        BlockingClientCall<WatchRequest, WatchResponse> call = watches.watch();
        try {
            call.write(WatchRequest.newBuilder().setCreateRequest(request).build());
            while (true) {
                WatchResponse response = call.read();
                if (response == null || response.getCanceled()) {
                    throw ended(response);
                }
                for (Event event : response.getEventsList()) {
                    if (seen.test(response.getHeader(), event)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED.withCause(stopping).asException();
        } finally {
            call.cancel("nothing more is wanted", null);
        }
    }

    private static StatusException ended(@org.jspecify.annotations.Nullable WatchResponse last) {
        if (last == null) {
            return Status.UNAVAILABLE.withDescription("etcdserver: watch ended").asException();
        }
        if (last.getCompactRevision() != 0) {
            return Status.OUT_OF_RANGE
                    .withDescription("etcdserver: mvcc: required revision has been compacted")
                    .asException();
        }
        return Status.UNKNOWN.withDescription(last.getCancelReason()).asException();
    }
}
