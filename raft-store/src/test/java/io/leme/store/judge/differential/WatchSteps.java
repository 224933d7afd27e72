package io.leme.store.judge.differential;

import io.leme.wire.rpc.WatchCreateRequest;
import io.leme.wire.rpc.WatchCreateRequest.FilterType;

/// Draws watchers and their ends.
final class WatchSteps {
    private static final int MOST_WATCHERS = 16;

    private final Chance chance;
    private final Known known;

    WatchSteps(Chance chance, Known known) {
        this.chance = chance;
        this.known = known;
    }

    Step create() {
        if (known.watchers() >= MOST_WATCHERS) {
            return cancel();
        }
        var request =
                WatchCreateRequest.newBuilder()
                        .setKey(chance.key())
                        .setRangeEnd(chance.end())
                        .setPrevKv(chance.oneIn(2))
                        .setFragment(chance.oneIn(3))
                        .setProgressNotify(chance.oneIn(3))
                        .setWatchId(chance.choose(0, 0, 0, 1, 2, 7));
        if (chance.oneIn(5)) {
            request.addFilters(chance.choose(FilterType.NOPUT, FilterType.NODELETE));
        }
        if (chance.oneIn(25)) {
            request.addFilters(FilterType.NOPUT).addFilters(FilterType.NODELETE);
        }
        if (chance.oneIn(2)) {
            request.setStartRevision(Math.max(0, chance.revision(known)));
        }
        return new Step.Watch(chance.below(known.streams()), request.build());
    }

    Step cancel() {
        int stream = chance.below(known.streams());
        var ids = known.watchIds(stream);
        long id = ids.isEmpty() || chance.oneIn(6) ? chance.choose(0L, 99L, -1L) : chance.of(ids);
        return new Step.Unwatch(stream, id);
    }
}
