package io.leme.store.rpc;

import com.google.protobuf.ByteString;
import io.grpc.Context;
import io.grpc.StatusException;
import io.leme.wire.kv.Event;
import io.leme.wire.kv.KeyValue;
import io.leme.wire.rpc.Compare;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.ResponseHeader;
import io.leme.wire.rpc.TxnRequest;
import io.leme.wire.rpc.TxnResponse;
import io.leme.wire.rpc.WatchCreateRequest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys under one name in the order of their creation: who has the oldest is in front. Each is
/// the name, a slash and the owner's lease in hex, as the recipes of etcd's clients have them, so
/// that clients which run the recipe themselves stand in the same line.
final class WaitingLine {
    private static final Logger log = LoggerFactory.getLogger(WaitingLine.class);

    private final OwnClient client;
    private final ByteString prefix;

    /// Where a key stands. `header` is that of the transaction which asked.
    ///
    /// @param revision the create revision of the key
    /// @param present the key, when it was there before
    /// @param front the key in front of the line
    record Place(
            ResponseHeader header,
            long revision,
            Optional<KeyValue> present,
            Optional<KeyValue> front) {
        boolean isFront() {
            return front.isEmpty() || front.get().getCreateRevision() == revision;
        }
    }

    WaitingLine(OwnClient client, ByteString name) {
        this.client = client;
        this.prefix = name.concat(ByteString.copyFromUtf8("/"));
    }

    ByteString key(long lease) {
        return prefix.concat(ByteString.copyFromUtf8(Long.toHexString(lease)));
    }

    /// Takes a place at the end, or finds the one that the lease has already.
    Place enter(long lease, ByteString value) throws StatusException {
        ByteString key = key(lease);
        TxnResponse response =
                client.txn(
                        TxnRequest.newBuilder()
                                .addCompare(createdAt(key, 0))
                                .addSuccess(
                                        RequestOp.newBuilder()
                                                .setRequestPut(put(key, value, lease)))
                                .addSuccess(read(oldest()))
                                .addFailure(read(RangeRequest.newBuilder().setKey(key).build()))
                                .addFailure(read(oldest()))
                                .build());
        Optional<KeyValue> present =
                response.getSucceeded()
                        ? Optional.empty()
                        : Optional.of(response.getResponses(0).getResponseRange().getKvs(0));
        return new Place(
                response.getHeader(),
                present.map(KeyValue::getCreateRevision).orElse(response.getHeader().getRevision()),
                present,
                response.getResponses(1).getResponseRange().getKvsList().stream().findFirst());
    }

    /// Waits until no key is older than the one that was created at `revision`.
    void awaitFront(long revision) throws StatusException {
        while (true) {
            var before =
                    client.range(
                            all().setLimit(1)
                                    .setSortTarget(RangeRequest.SortTarget.CREATE)
                                    .setSortOrder(RangeRequest.SortOrder.DESCEND)
                                    .setMaxCreateRevision(revision - 1)
                                    .build());
            if (before.getKvsCount() == 0) {
                return;
            }
            client.watch(
                    WatchCreateRequest.newBuilder()
                            .setKey(before.getKvs(0).getKey())
                            .setStartRevision(before.getHeader().getRevision())
                            .build(),
                    (header, event) -> event.getType() == Event.EventType.DELETE);
        }
    }

    /// Gives up a place, also when the caller is gone already.
    void leave(ByteString key) {
        Context.current()
                .fork()
                .run(() -> {
                    try {
                        client.delete(key);
                    } catch (StatusException failure) {
                        log.warn(
                                "a waiting key stays until its lease ends: {} {}",
                                failure.getStatus().getCode(),
                                failure.getStatus().getDescription());
                    }
                });
    }

    RangeRequest oldest() {
        return all().setLimit(1)
                .setSortTarget(RangeRequest.SortTarget.CREATE)
                .setSortOrder(RangeRequest.SortOrder.ASCEND)
                .build();
    }

    ByteString prefix() {
        return prefix;
    }

    /// Behind all keys of the line: the slash's successor.
    ByteString end() {
        return prefix.substring(0, prefix.size() - 1).concat(ByteString.copyFromUtf8("0"));
    }

    private RangeRequest.Builder all() {
        return RangeRequest.newBuilder().setKey(prefix).setRangeEnd(end());
    }

    static Compare createdAt(ByteString key, long revision) {
        return Compare.newBuilder()
                .setKey(key)
                .setTarget(Compare.CompareTarget.CREATE)
                .setResult(Compare.CompareResult.EQUAL)
                .setCreateRevision(revision)
                .build();
    }

    static PutRequest put(ByteString key, ByteString value, long lease) {
        return PutRequest.newBuilder().setKey(key).setValue(value).setLease(lease).build();
    }

    private static RequestOp read(RangeRequest range) {
        return RequestOp.newBuilder().setRequestRange(range).build();
    }
}
