package io.leme.client.grpc;

import static io.leme.client.grpc.WireBytes.fromWire;

import io.leme.client.kv.DeleteResult;
import io.leme.client.kv.KeyValue;
import io.leme.client.kv.OperationResult;
import io.leme.client.kv.PutResult;
import io.leme.client.kv.RangeResult;
import io.leme.client.kv.TxnResult;
import io.leme.wire.rpc.DeleteRangeResponse;
import io.leme.wire.rpc.PutResponse;
import io.leme.wire.rpc.RangeResponse;
import io.leme.wire.rpc.ResponseOp;
import io.leme.wire.rpc.TxnResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers about keys, out of the words of the wire.
final class KvAnswers {
    private KvAnswers() {}

    static KeyValue keyValue(io.leme.wire.kv.KeyValue wire) {
        return new KeyValue(
                fromWire(wire.getKey()),
                fromWire(wire.getValue()),
                wire.getCreateRevision(),
                wire.getModRevision(),
                wire.getVersion(),
                wire.getLease());
    }

    static RangeResult range(RangeResponse wire) {
        return new RangeResult(
                wire.getHeader().getRevision(),
                keyValues(wire.getKvsList()),
                wire.getMore(),
                wire.getCount());
    }

    static PutResult put(PutResponse wire) {
        @Nullable KeyValue previous = wire.hasPrevKv() ? keyValue(wire.getPrevKv()) : null;
        return new PutResult(wire.getHeader().getRevision(), previous);
    }

    static DeleteResult delete(DeleteRangeResponse wire) {
        return new DeleteResult(
                wire.getHeader().getRevision(),
                wire.getDeleted(),
                keyValues(wire.getPrevKvsList()));
    }

    static TxnResult txn(TxnResponse wire) {
        return new TxnResult(
                wire.getSucceeded(),
                wire.getHeader().getRevision(),
                wire.getResponsesList().stream().map(KvAnswers::operation).toList());
    }

    private static OperationResult operation(ResponseOp wire) {
        return switch (wire.getResponseCase()) {
            case RESPONSE_RANGE -> new OperationResult.Range(range(wire.getResponseRange()));
            case RESPONSE_PUT -> new OperationResult.Put(put(wire.getResponsePut()));
            case RESPONSE_DELETE_RANGE ->
                    new OperationResult.Delete(delete(wire.getResponseDeleteRange()));
            case RESPONSE_TXN -> new OperationResult.Nested(txn(wire.getResponseTxn()));
            case RESPONSE_NOT_SET ->
                    throw new IllegalStateException("the server answered a step with nothing");
        };
    }

    private static List<KeyValue> keyValues(List<io.leme.wire.kv.KeyValue> wire) {
        return wire.stream().map(KvAnswers::keyValue).toList();
    }
}
