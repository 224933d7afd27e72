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
            PacedSender<RangeAnswer> sender,
            StreamObserver<RangeAnswer> caller,
            Headers headers,
            Chunks chunks,
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
                keyValues
                        .range(
                                page(wanted.range(), 0, wanted.revision(), true),
                                serializable,
                                asking)
                        .join();
        RangeResponse.Builder last =
                RangeResponse.newBuilder()
                        .setHeader(outlet.headers.at(counted.revision()))
                        .setCount(counted.count());
        PackedKeys keys = new PackedKeys(outlet.chunks);
        if (!wanted.countOnly()) {
            long revision = wanted.revision() > 0 ? wanted.revision() : counted.revision();
            keys = sendKeys(revision, counted.count());
            last.setMore(wanted.limit() > 0 && counted.count() > wanted.limit());
        }
        outlet.sender.send(new RangeAnswer(last.build(), keys));
        outlet.caller.onCompleted();
    }

    /// All pieces but the last, whose keys are the answer.
    private PackedKeys sendKeys(long revision, long count) throws StatusException {
        KeyRange rest = wanted.range();
        long left = wanted.limit() > 0 ? Math.min(wanted.limit(), count) : count;
        int most = FIRST_KEYS;
        while (left > most) {
            PackedKeys keys = read(page(rest, most, revision, false));
            left -= keys.count();
            rest = new KeyRange(keys.lastKey().successor(), rest.end());
            long bytes = keys.bytes();
            outlet.sender.send(new RangeAnswer(RangeResponse.getDefaultInstance(), keys));
            if (bytes < outlet.pieceBytes / 2) {
                most *= 2;
            } else if (bytes > outlet.pieceBytes * 2L && most > 1) {
                most /= 2;
            }
        }
        return left > 0 ? read(page(rest, left, revision, false)) : new PackedKeys(outlet.chunks);
    }

    private PackedKeys read(Range page) {
        PackedKeys keys = new PackedKeys(outlet.chunks);
        var _ = keyValues.range(page, true, asking, view -> view.page(page, keys)).join();
        return keys;
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
}
