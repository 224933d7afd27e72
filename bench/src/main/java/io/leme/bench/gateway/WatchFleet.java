package io.leme.bench.gateway;

import io.leme.bench.cluster.LocalGateway;
import io.leme.bench.load.Load;
import io.leme.bench.load.LoadDriver;
import io.leme.bench.load.Measurement;
import io.leme.bench.load.Pace;
import io.leme.bench.load.Phases;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// Many watchers of one namespace's config maps, and the writes that all of them are told.
///
/// Every watcher counts its events; one in ten also reads the driver's clock in each, for reading
/// all of them would cost the driver more than sending them costs the gateway. At the end every
/// watcher must have been told every write.
final class WatchFleet implements AutoCloseable {
    private static final int TIMED_ONE_IN = 10;
    private static final int MAPS = 100;
    private static final long CATCH_UP_NANOS = 20_000_000_000L;

    private final Lanes lanes;
    private final Lanes writers;
    private final List<Watcher> watchers = new ArrayList<>();
    private final LongAdder writes = new LongAdder();

    private WatchFleet(Lanes lanes, Lanes writers) {
        this.lanes = lanes;
        this.writers = writers;
    }

    /// @param writers sends the writes
    static WatchFleet open(LocalGateway gateway, int count, Lanes writers)
            throws IOException, InterruptedException {
        Lanes lanes = Lanes.open(gateway, count);
        WatchFleet fleet = new WatchFleet(lanes, writers);
        String version = fleet.prepare();
        String path = Bodies.CONFIG_MAPS + "?watch=1&timeoutSeconds=590&resourceVersion=" + version;
        for (int number = 0; number < count; number++) {
            Watcher watcher = new Watcher(number % TIMED_ONE_IN == 0);
            fleet.watchers.add(watcher);
            lanes.send(number, HttpMethod.GET, path, watcher);
        }
        return fleet;
    }

    /// Makes the config maps that are written later.
    ///
    /// @return the version after which the watches start
    private String prepare() throws IOException, InterruptedException {
        for (int number = 0; number < MAPS; number++) {
            Blocking made = new Blocking();
            byte[] body = Bodies.configMap(number, 0);
            writers.send(0, HttpMethod.POST, Bodies.CONFIG_MAPS, body, made);
            made.await(201, 409);
        }
        Blocking listed = new Blocking();
        writers.send(0, HttpMethod.GET, Bodies.CONFIG_MAPS + "?limit=1", listed);
        return Versions.first(listed.await(200));
    }

    /// What was delivered within the measured time: operations are events at watchers, latencies
    /// count from the sending of the write, those of the timed watchers alone.
    ///
    /// @param perSecond writes, at even times
    Measurement run(double perSecond, Phases phases, Runnable atOpen, Runnable atClose)
            throws InterruptedException {
        Load load = load();
        Pace pace = new Pace.OpenLoop(perSecond, writers.size());
        Runnable open =
                () -> {
                    watchers.forEach(Watcher::open);
                    atOpen.run();
                };
        long[] delivered = new long[1];
        Runnable close =
                () -> {
                    delivered[0] = watchers.stream().mapToLong(Watcher::measured).sum();
                    atClose.run();
                };
        Measurement written = new LoadDriver(load, pace, phases).run(open, close);
        awaitAll();
        var latencies = watchers.getFirst().latencies();
        watchers.stream().skip(1).forEach(each -> latencies.add(each.latencies()));
        Measurement seen =
                new Measurement(
                        delivered[0],
                        written.seconds(),
                        latencies,
                        written.failures(),
                        written.firstFailure());
        return problem().map(seen::withFailure).orElse(seen);
    }

    private Load load() {
        HttpLoad.Sort sort =
                (into, lane, number, answer) -> {
                    long map = number % MAPS;
                    into.send(
                            lane,
                            HttpMethod.PUT,
                            Bodies.CONFIG_MAPS + "/" + Bodies.configMapName(map),
                            Bodies.configMap(map, System.nanoTime()),
                            new Counting(answer));
                };
        return new HttpLoad(writers, sort);
    }

    private void awaitAll() throws InterruptedException {
        long end = System.nanoTime() + CATCH_UP_NANOS;
        while (problem().isPresent() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
    }

    private Optional<String> problem() {
        long expected = writes.sum();
        Optional<String> broken =
                watchers.stream().flatMap(each -> each.problem().stream()).findFirst();
        if (broken.isPresent()) {
            return broken;
        }
        long late = watchers.stream().filter(each -> each.events() != expected).count();
        return late == 0
                ? Optional.empty()
                : Optional.of(late + " watchers were not told all of " + expected + " writes");
    }

    @Override
    public void close() {
        lanes.close();
    }

    /// Counts the writes that were answered well.
    private final class Counting implements Answer {
        private final Answer answer;

        Counting(Answer answer) {
            this.answer = answer;
        }

        @Override
        public void part(ByteBuf piece) {
            answer.part(piece);
        }

        @Override
        public void ended(int status) {
            if (status == 200) {
                writes.increment();
            }
            answer.ended(status);
        }

        @Override
        public void failed(Throwable cause) {
            answer.failed(cause);
        }
    }
}
