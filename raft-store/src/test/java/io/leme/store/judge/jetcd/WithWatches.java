package io.leme.store.judge.jetcd;

import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Watches, over restarts of members too.
abstract class WithWatches {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final Client client;

    WithWatches(Cluster cluster) {
        this.cluster = cluster;
        client = Client.builder().endpoints(Endpoints.of(cluster)).build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aWatcherOfAPrefixFromThePastSeesPutsDeletesAndWhatWasBefore() {
        long first = put("p/a", "1");
        put("p/a", "2");
        put("q", "other");
        delete("p/a");
        var option =
                WatchOption.builder().isPrefix(true).withRevision(first).withPrevKV(true).build();
        var events = new CopyOnWriteArrayList<WatchEvent>();
        try (Watch.Watcher watcher = watch("p/", option, events)) {
            Eventually.eventually(BOUND, "three events", () -> events.size() == 3);
        }

        assertThat(events)
                .extracting(event -> event.getEventType() + " " + event.getPrevKV().getValue())
                .containsExactly("PUT ", "PUT 1", "DELETE 2");
    }

    @Test
    void filtersLeaveEventsOut() {
        long first = put("f", "1");
        delete("f");
        put("f", "2");
        var noPuts = WatchOption.builder().withRevision(first).withNoPut(true).build();
        var noDeletes = WatchOption.builder().withRevision(first).withNoDelete(true).build();
        var deletes = new CopyOnWriteArrayList<WatchEvent>();
        var puts = new CopyOnWriteArrayList<WatchEvent>();
        try (var watchesDeletes = watch("f", noPuts, deletes);
                var watchesPuts = watch("f", noDeletes, puts)) {
            Eventually.eventually(
                    BOUND, "the filtered events", () -> deletes.size() == 1 && puts.size() == 2);
        }

        assertThat(deletes.getFirst().getEventType()).isEqualTo(WatchEvent.EventType.DELETE);
        assertThat(puts).allMatch(event -> event.getEventType() == WatchEvent.EventType.PUT);
    }

    @Test
    void progressIsToldWhenItIsAskedFor() {
        var told = new CompletableFuture<WatchResponse>();
        put("progress", "1");
        try (var watcher =
                client.getWatchClient()
                        .watch(
                                Endpoints.bytes("progress"),
                                response -> {
                                    if (response.isProgressNotify()) {
                                        told.complete(response);
                                    }
                                })) {
            Eventually.eventually(
                    BOUND,
                    "progress is told",
                    () -> {
                        // Nothing is answered until the watcher is there.
                        client.getWatchClient().requestProgress();
                        return told.isDone();
                    });
        }
    }

    @Test
    void aCompactedStartIsTold() {
        long first = put("c", "1");
        long second = put("c", "2");
        join(client.getKVClient().compact(second));
        var told = new CompletableFuture<Throwable>();
        var option = WatchOption.builder().withRevision(first).build();
        var listener = Watch.listener(response -> {}, told::complete);
        try (var watcher = client.getWatchClient().watch(Endpoints.bytes("c"), option, listener)) {
            assertThat(join(told)).hasMessageContaining("compacted");
        }
    }

    @Test
    void aWatcherGoesOnWithoutGapsOrDoublesWhileMembersAreRestarted() {
        int count = 60;
        var events = new CopyOnWriteArrayList<WatchEvent>();
        long first = put("r", "begin");
        var option = WatchOption.builder().withRevision(first + 1).build();
        try (var watcher = watch("r", option, events)) {
            for (int i = 0; i < count; i++) {
                if (i % 20 == 10) {
                    Member member = cluster.member(i / 20);
                    member.kill();
                    putUntilItWorks("r", "value-" + i);
                    member.start();
                    member.awaitReady();
                } else {
                    putUntilItWorks("r", "value-" + i);
                }
            }
            Eventually.eventually(
                    BOUND,
                    "the last event",
                    () ->
                            !events.isEmpty()
                                    && text(events.getLast()).equals("value-" + (count - 1)));
        }
        List<String> distinct = events.stream().map(WithWatches::text).distinct().toList();
        assertThat(distinct)
                .containsExactlyElementsOf(
                        IntStream.range(0, count).mapToObj(i -> "value-" + i).toList());
        assertThat(events)
                .extracting(event -> event.getKeyValue().getModRevision())
                .doesNotHaveDuplicates()
                .isSorted();
    }

    private Watch.Watcher watch(String key, WatchOption option, List<WatchEvent> events) {
        return client.getWatchClient()
                .watch(
                        Endpoints.bytes(key),
                        option,
                        response -> events.addAll(response.getEvents()));
    }

    /// A put whose outcome is unknown is tried again, which a watcher may see as two events.
    private void putUntilItWorks(String key, String value) {
        Eventually.eventually(
                BOUND,
                "put " + value,
                () -> {
                    try {
                        put(key, value);
                        return true;
                    } catch (CompletionException unavailable) {
                        return false;
                    }
                });
    }

    private long put(String key, String value) {
        ByteSequence bytes = Endpoints.bytes(value);
        return join(client.getKVClient().put(Endpoints.bytes(key), bytes))
                .getHeader()
                .getRevision();
    }

    private void delete(String key) {
        join(client.getKVClient().delete(Endpoints.bytes(key)));
    }

    private static String text(WatchEvent event) {
        return event.getKeyValue().getValue().toString();
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(15, TimeUnit.SECONDS).join();
    }
}
