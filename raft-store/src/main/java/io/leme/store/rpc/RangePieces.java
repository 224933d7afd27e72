package io.leme.store.rpc;

import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import io.leme.store.base.KeyRange;
import io.leme.store.command.Range;
import io.leme.store.command.Range.RevisionBounds;
import io.leme.store.command.Range.SortOrder;
import io.leme.store.command.Range.SortTarget;
import io.leme.store.command.Result;
import io.leme.store.service.Caller;
import io.leme.store.service.KeyValues;
import io.leme.wire.rpc.RangeResponse;
import io.leme.wire.rpc.RangeStreamResponse;

/// A range in pieces, all of one revision: keys in each, and in the last one header, count and
/// whether there is more, so that the pieces put together are the answer of a Range. Pieces begin
/// with ten keys and are doubled or halved to stay about the size of the largest request.
final class RangePieces implements Recipe.Sending {
    private static final int FIRST_KEYS = 10;

    private final KeyValues keyValues;
    private final Range wanted;
    private final boolean serializable;
    private final Caller asking;
    private final Outlet outlet;

    /// Where the pieces go, and how large they should be.
    record Outlet(
            PacedSender<RangeStreamResponse> sender,
            StreamObserver<RangeStreamResponse> caller,
            Headers headers,
            int pieceBytes) {}

    RangePieces(
            KeyValues keyValues, Range wanted, boolean serializable, Caller asking, Outlet outlet) {
        this.keyValues = keyValues;
        this.wanted = wanted;
        this.serializable = serializable;
        this.asking = asking;
        this.outlet = outlet;
    }

    @Override
    public void send() throws StatusException {
        Result.Ranged counted =
                read(page(wanted.range(), 0, wanted.revision(), true), serializable);
        RangeResponse.Builder last =
                RangeResponse.newBuilder()
                        .setHeader(outlet.headers.at(counted.revision()))
                        .setCount(counted.count());
        if (!wanted.countOnly()) {
            long revision = wanted.revision() > 0 ? wanted.revision() : counted.revision();
            sendKeys(revision, counted.count(), last);
        }
        send(last);
        outlet.caller.onCompleted();
    }

    /// All pieces but the last, whose keys go into `last`.
    private void sendKeys(long revision, long count, RangeResponse.Builder last)
            throws StatusException {
        KeyRange rest = wanted.range();
        long left = wanted.limit() > 0 ? Math.min(wanted.limit(), count) : count;
        int keys = FIRST_KEYS;
        while (left > keys) {
            Result.Ranged page = read(page(rest, keys, revision, false), true);
            RangeResponse.Builder piece = RangeResponse.newBuilder();
            page.kvs().forEach(kv -> piece.addKvs(Responses.keyValue(kv)));
            int bytes = send(piece);
            left -= page.kvs().size();
            rest = new KeyRange(page.kvs().getLast().key().successor(), rest.end());
            if (bytes < outlet.pieceBytes / 2) {
                keys *= 2;
            } else if (bytes > outlet.pieceBytes * 2L && keys > 1) {
                keys /= 2;
            }
        }
        if (left > 0) {
            read(page(rest, left, revision, false), true)
                    .kvs()
                    .forEach(kv -> last.addKvs(Responses.keyValue(kv)));
        }
        last.setMore(wanted.limit() > 0 && count > wanted.limit());
    }

    private int send(RangeResponse.Builder piece) throws StatusException {
        RangeStreamResponse message =
                RangeStreamResponse.newBuilder().setRangeResponse(piece).build();
        outlet.sender.send(message);
        return message.getSerializedSize();
    }

    private Range page(KeyRange range, long limit, long revision, boolean countOnly) {
        return new Range(
                range,
                limit,
                revision,
                SortOrder.NONE,
                SortTarget.KEY,
                wanted.keysOnly(),
                countOnly,
                RevisionBounds.NONE);
    }

    private Result.Ranged read(Range page, boolean local) {
        return keyValues.range(page, local, asking).join();
    }
}
