package io.leme.bench.load;

import com.google.protobuf.ByteString;
import io.leme.wire.rpc.Compare;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.TxnRequest;
import io.leme.wire.rpc.TxnResponse;
import java.util.concurrent.atomic.AtomicLongArray;

/// The transaction by which Kubernetes updates an object: if the key still has the mod revision
/// that was read last, put it, else get it. Mod revisions are learnt from the answers, so nearly
/// every transaction puts; one loses when two are under way for the same key.
public final class TxnLoad implements Load {
    private final Load calls;
    private final Keys keys;
    private final AtomicLongArray modRevisions;

    public TxnLoad(Connections connections, Keys keys) {
        this.keys = keys;
        this.modRevisions = new AtomicLongArray(keys.count());
        this.calls =
                new UnaryLoad<>(connections, KVGrpc.getTxnMethod(), this::request, this::learn);
    }

    @Override
    public int lanes() {
        return calls.lanes();
    }

    @Override
    public void start(int lane, long sequence, Done done) {
        calls.start(lane, sequence, done);
    }

    private TxnRequest request(long sequence) {
        int number = keys.number(sequence);
        ByteString key = keys.at(number);
        return TxnRequest.newBuilder()
                .addCompare(
                        Compare.newBuilder()
                                .setResult(Compare.CompareResult.EQUAL)
                                .setTarget(Compare.CompareTarget.MOD)
                                .setKey(key)
                                .setModRevision(modRevisions.get(number)))
                .addSuccess(
                        RequestOp.newBuilder()
                                .setRequestPut(
                                        PutRequest.newBuilder()
                                                .setKey(key)
                                                .setValue(keys.value(sequence))))
                .addFailure(
                        RequestOp.newBuilder()
                                .setRequestRange(RangeRequest.newBuilder().setKey(key)))
                .build();
    }

    private void learn(long sequence, TxnResponse answer) {
        int number = keys.number(sequence);
        if (answer.getSucceeded()) {
            modRevisions.set(number, answer.getHeader().getRevision());
        } else if (answer.getResponsesCount() == 1
                && answer.getResponses(0).getResponseRange().getKvsCount() == 1) {
            modRevisions.set(
                    number, answer.getResponses(0).getResponseRange().getKvs(0).getModRevision());
        }
    }
}
