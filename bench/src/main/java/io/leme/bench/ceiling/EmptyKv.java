package io.leme.bench.ceiling;

import io.grpc.stub.StreamObserver;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.PutResponse;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RangeResponse;
import io.leme.wire.rpc.ResponseHeader;
import io.leme.wire.rpc.TxnRequest;
import io.leme.wire.rpc.TxnResponse;

/// A key-value service that does nothing: every put succeeds, every range finds nothing, every
/// transaction takes its first branch. Headers carry numbers of the usual size.
final class EmptyKv extends KVGrpc.KVImplBase {
    private static final ResponseHeader HEADER =
            ResponseHeader.newBuilder()
                    .setClusterId(0x123456789abcdef0L)
                    .setMemberId(0x0fedcba987654321L)
                    .setRevision(1_000_000)
                    .setRaftTerm(2)
                    .build();

    @Override
    public void put(PutRequest request, StreamObserver<PutResponse> answers) {
        answer(answers, PutResponse.newBuilder().setHeader(HEADER).build());
    }

    @Override
    public void range(RangeRequest request, StreamObserver<RangeResponse> answers) {
        answer(answers, RangeResponse.newBuilder().setHeader(HEADER).build());
    }

    @Override
    public void txn(TxnRequest request, StreamObserver<TxnResponse> answers) {
        answer(answers, TxnResponse.newBuilder().setHeader(HEADER).setSucceeded(true).build());
    }

    private static <A> void answer(StreamObserver<A> answers, A answer) {
        answers.onNext(answer);
        answers.onCompleted();
    }
}
