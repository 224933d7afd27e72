package io.leme.store.rpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.leme.store.base.Bytes;
import io.leme.store.command.KeyValue;
import io.leme.store.command.Result;
import io.leme.wire.rpc.CompactionResponse;
import io.leme.wire.rpc.DeleteRangeResponse;
import io.leme.wire.rpc.PutResponse;
import io.leme.wire.rpc.RangeResponse;
import io.leme.wire.rpc.ResponseHeader;
import io.leme.wire.rpc.ResponseOp;
import io.leme.wire.rpc.TxnResponse;

/// From domain to wire, for the KV service.
final class Responses {
    private final Headers headers;

    Responses(Headers headers) {
        this.headers = headers;
    }

    /// Without a copy: neither side writes to the array.
    static ByteString text(Bytes bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes.unsafeArray());
    }

    static io.leme.wire.kv.KeyValue keyValue(KeyValue kv) {
        return io.leme.wire.kv.KeyValue.newBuilder()
                .setKey(text(kv.key()))
                .setValue(text(kv.value()))
                .setCreateRevision(kv.createRevision())
                .setModRevision(kv.modRevision())
                .setVersion(kv.version())
                .setLease(kv.lease())
                .build();
    }

    PutResponse put(Result result) {
        return switch (result) {
            case Result.Putted putted -> put(putted, headers.at(putted.revision()));
            default -> throw unexpected(result);
        };
    }

    DeleteRangeResponse delete(Result result) {
        return switch (result) {
            case Result.Deleted deleted -> delete(deleted, headers.at(deleted.revision()));
            default -> throw unexpected(result);
        };
    }

    TxnResponse txn(Result result) {
        return switch (result) {
            case Result.TxnDone done -> txn(done, headers.at(done.revision()));
            default -> throw unexpected(result);
        };
    }

    CompactionResponse compact(Result result) {
        return switch (result) {
            case Result.Compacted compacted ->
                    CompactionResponse.newBuilder()
                            .setHeader(headers.at(compacted.revision()))
                            .build();
            default -> throw unexpected(result);
        };
    }

    static IllegalStateException unexpected(Result result) {
        return new IllegalStateException("not an answer to this request: " + result);
    }

    private static RangeResponse range(Result.Ranged ranged, ResponseHeader header) {
        RangeResponse.Builder response =
                RangeResponse.newBuilder()
                        .setHeader(header)
                        .setMore(ranged.more())
                        .setCount(ranged.count());
        ranged.kvs().forEach(kv -> response.addKvs(keyValue(kv)));
        return response.build();
    }

    private static PutResponse put(Result.Putted putted, ResponseHeader header) {
        PutResponse.Builder response = PutResponse.newBuilder().setHeader(header);
        putted.previous().ifPresent(kv -> response.setPrevKv(keyValue(kv)));
        return response.build();
    }

    private static DeleteRangeResponse delete(Result.Deleted deleted, ResponseHeader header) {
        DeleteRangeResponse.Builder response =
                DeleteRangeResponse.newBuilder().setHeader(header).setDeleted(deleted.count());
        deleted.previous().forEach(kv -> response.addPrevKvs(keyValue(kv)));
        return response.build();
    }

    private static TxnResponse txn(Result.TxnDone done, ResponseHeader header) {
        TxnResponse.Builder response =
                TxnResponse.newBuilder().setHeader(header).setSucceeded(done.succeeded());
        done.responses().forEach(result -> response.addResponses(operation(result)));
        return response.build();
    }

    /// Inside a transaction headers carry the revision alone, and a nested one's is empty.
    private static ResponseOp operation(Result result) {
        ResponseOp.Builder response = ResponseOp.newBuilder();
        switch (result) {
            case Result.Ranged ranged ->
                    response.setResponseRange(range(ranged, only(ranged.revision())));
            case Result.Putted putted ->
                    response.setResponsePut(put(putted, only(putted.revision())));
            case Result.Deleted deleted ->
                    response.setResponseDeleteRange(delete(deleted, only(deleted.revision())));
            case Result.TxnDone done ->
                    response.setResponseTxn(txn(done, ResponseHeader.getDefaultInstance()));
            default -> throw unexpected(result);
        }
        return response.build();
    }

    private static ResponseHeader only(long revision) {
        return ResponseHeader.newBuilder().setRevision(revision).build();
    }
}
