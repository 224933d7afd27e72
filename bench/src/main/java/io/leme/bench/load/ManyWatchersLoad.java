package io.leme.bench.load;

import io.leme.wire.rpc.WatchCreateRequest;
import java.util.function.LongSupplier;

/// Very many watchers, each of a key of its own, and puts each of which matches one of them.
public final class ManyWatchersLoad {
    private static final int FEW = 10;

    private final Connections connections;
    private final int watchers;
    private final Keys watched;
    private final Keys few;

    /// `puts` were measured with all watchers, `putsWithFew` with ten.
    public record Result(
            Measurement puts, Measurement putsWithFew, double createSeconds, double bytesEach) {}

    public ManyWatchersLoad(Connections connections, int watchers, int valueBytes) {
        this.connections = connections;
        this.watchers = watchers;
        this.watched = new Keys("watched/", watchers, valueBytes);
        this.few = new Keys("watched/", FEW, valueBytes);
    }

    /// `residentBytes` is the server's memory now.
    public Result run(
            Pace pace, Phases phases, LongSupplier residentBytes, Runnable atOpen, Runnable atClose)
            throws InterruptedException {
        Failures failures = new Failures();
        long before = residentBytes.getAsLong();
        long start = System.nanoTime();
        Measurement withAll;
        double createSeconds;
        double bytesEach;
        try (WatchStreams streams = create(watchers, failures)) {
            createSeconds = (System.nanoTime() - start) / 1e9;
            bytesEach = (double) (residentBytes.getAsLong() - before) / watchers;
            withAll = puts(pace, phases, atOpen, atClose);
        }
        Measurement withFew;
        try (WatchStreams streams = create(FEW, failures)) {
            Phases warm = new Phases(phases.warmUp().dividedBy(4), phases.measure());
            withFew = puts(pace, warm, () -> {}, () -> {});
        }
        return new Result(failures.addTo(withAll), withFew, createSeconds, bytesEach);
    }

    private WatchStreams create(int count, WatchStreams.Listener listener)
            throws InterruptedException {
        WatchStreams streams =
                WatchStreams.open(
                        connections, connections.size(), WatchStreams.Reading.ALL, listener);
        for (int i = 0; i < count; i++) {
            streams.create(WatchCreateRequest.newBuilder().setKey(watched.at(i)).build());
        }
        streams.awaitCreated();
        return streams;
    }

    private Measurement puts(Pace pace, Phases phases, Runnable atOpen, Runnable atClose)
            throws InterruptedException {
        return new LoadDriver(Loads.put(connections, few), pace, phases).run(atOpen, atClose);
    }

    private static final class Failures implements WatchStreams.Listener {
        private volatile String first = "";

        @Override
        public void received(int stream, WatchTally tally) {}

        @Override
        public void failed(Throwable cause) {
            first = "watch: " + cause;
        }

        Measurement addTo(Measurement measured) {
            return first.isEmpty() ? measured : measured.withFailure(first);
        }
    }
}
