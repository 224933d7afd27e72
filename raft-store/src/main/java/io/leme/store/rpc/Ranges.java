package io.leme.store.rpc;

import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.leme.store.command.Range;
import io.leme.store.command.Result;
import io.leme.store.error.StoreException;
import io.leme.store.mvcc.View;
import io.leme.store.service.Caller;
import io.leme.store.service.Callers;
import io.leme.store.service.KeyValues;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RangeResponse;
import java.util.List;
import java.util.function.Function;

/// The methods of etcd's KV service that only read. Keys go from storage into the bytes of the
/// answer, and are never objects of generated code: for ten thousand of them those would cost more
/// than reading and sending.
final class Ranges {
    /// About the largest request of a client, as in etcd.
    private static final int PIECE_BYTES = 1_572_864;

    private final RequestChecks checks;
    private final KeyValues keyValues;
    private final Callers callers;
    private final Headers headers;
    private final CurrentAnswer current;
    private final Chunks chunks = Chunks.sizedForHeap();

    Ranges(
            RequestChecks checks,
            KeyValues keyValues,
            Callers callers,
            Headers headers,
            CurrentAnswer current) {
        this.checks = checks;
        this.keyValues = keyValues;
        this.callers = callers;
        this.headers = headers;
        this.current = current;
    }

    /// Range and RangeStream.
    List<ServerMethodDefinition<?, ?>> methods() {
        return List.of(
                ServerMethodDefinition.create(
                        RangeAnswer.method(KVGrpc.getRangeMethod(), RangeAnswer.WHOLE),
                        ServerCalls.asyncUnaryCall(this::range)),
                ServerMethodDefinition.create(
                        RangeAnswer.method(KVGrpc.getRangeStreamMethod(), RangeAnswer.PIECE),
                        ServerCalls.asyncServerStreamingCall(this::rangeStream)));
    }

    private void range(RangeRequest request, StreamObserver<RangeAnswer> caller) {
        Caller asking;
        try {
            asking = admit(request);
        } catch (StoreException wrong) {
            caller.onError(Answers.error(wrong));
            return;
        }
        Range range = Requests.range(request);
        Answers.send(
                keyValues.range(
                        range, request.getSerializable(), asking, view -> answer(view, range)),
                Function.identity(),
                caller,
                current);
    }

    private RangeAnswer answer(View view, Range range) {
        PackedKeys keys = new PackedKeys(chunks);
        Result.Ranged ranged = view.range(range, keys);
        RangeResponse.Builder rest =
                RangeResponse.newBuilder()
                        .setHeader(headers.at(ranged.revision()))
                        .setMore(ranged.more())
                        .setCount(ranged.count());
        return new RangeAnswer(rest.build(), keys);
    }

    private void rangeStream(RangeRequest request, StreamObserver<RangeAnswer> caller) {
        Caller asking;
        try {
            asking = admit(request);
            requireStreamable(request);
        } catch (StoreException wrong) {
            caller.onError(Answers.error(wrong));
            return;
        } catch (StatusException unable) {
            caller.onError(unable);
            return;
        }
        RangePieces pieces =
                new RangePieces(
                        keyValues,
                        Requests.range(request),
                        request.getSerializable(),
                        asking,
                        new RangePieces.Outlet(
                                new PacedSender<>(caller), caller, headers, chunks, PIECE_BYTES));
        Recipe.start(pieces, caller);
    }

    private Caller admit(RangeRequest request) {
        checks.check(request);
        return Credentials.caller(callers);
    }

    private static void requireStreamable(RangeRequest request) throws StatusException {
        if (isSorted(request) || isFiltered(request)) {
            String what = isSorted(request) ? "custom sort orders" : "revision filters";
            throw Status.UNIMPLEMENTED
                    .withDescription("RangeStream does not support " + what)
                    .asException();
        }
    }

    private static boolean isSorted(RangeRequest request) {
        return request.getSortTarget() != RangeRequest.SortTarget.KEY
                || request.getSortOrder() == RangeRequest.SortOrder.DESCEND;
    }

    private static boolean isFiltered(RangeRequest request) {
        return request.getMinModRevision() != 0
                || request.getMaxModRevision() != 0
                || request.getMinCreateRevision() != 0
                || request.getMaxCreateRevision() != 0;
    }
}
