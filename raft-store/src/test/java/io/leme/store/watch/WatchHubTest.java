package io.leme.store.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.base.KeyRange;
import io.leme.store.watch.ScriptedStore.Change;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchHubTest {
    private static final Selection EVERYTHING =
            new Selection(new KeyRange(KeyRange.OPEN_END, KeyRange.OPEN_END), false, false, false);

    @Test
    void aClientThatStopsReadingCostsBoundedMemoryAndMissesNothing() {
        try (HubUnderTest under = new HubUnderTest()) {
            RecordingSink slow = new RecordingSink();
            RecordingSink quick = new RecordingSink();
            WatchStream slowStream = watchEverything(under, slow);
            watchEverything(under, quick);
            slow.setReady(false);

            int puts = 60;
            String large = "x".repeat(1 << 20);
            for (int i = 0; i < puts; i++) {
                under.commit(new Change("k" + i, Optional.of(large)));
                under.rest();
            }

            assertThat(eventsOf(quick)).as("nobody waits for the slow one").hasSize(puts);
            assertThat(under.hub.census().lagging()).isEqualTo(1);
            assertThat(slowStream.outbox.bytes()).isLessThan(2 * Outbox.MOST_BYTES);
            slow.setReady(true);
            slowStream.ready();
            under.rest();
            assertThat(eventsOf(slow)).hasSize(puts).isSorted();
            assertThat(under.hub.census().lagging()).isZero();
        }
    }

    @Test
    void watchersOfOneSelectionShareTheBytes() {
        try (HubUnderTest under = new HubUnderTest()) {
            RecordingSink client = new RecordingSink();
            WatchStream stream = watchEverything(under, client);
            stream.create(new WatchRequest(0, EVERYTHING, 0, false, false));
            under.rest();
            client.take();

            under.commit(new Change("a", Optional.of("1")));
            under.rest();

            List<EventBatch> batches =
                    client.take().stream()
                            .map(message -> ((WatchMessage.Events) message).batch())
                            .toList();
            assertThat(batches).hasSize(2);
            assertThat(batches.get(0)).isSameAs(batches.get(1));
        }
    }

    @Test
    void watchersThatStartWhileWritesGoOnSeeEveryRevisionOnce() throws InterruptedException {
        try (HubUnderTest under = new HubUnderTest()) {
            int puts = 2000;
            Thread writer =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < puts; i++) {
                                    under.commit(new Change("k", Optional.of(Integer.toString(i))));
                                }
                            });
            List<RecordingSink> clients = new ArrayList<>();
            while (writer.isAlive() && clients.size() < 50) {
                RecordingSink client = new RecordingSink();
                under.hub.open(client).create(new WatchRequest(0, EVERYTHING, 2, false, false));
                clients.add(client);
                under.rest();
            }
            writer.join();
            under.rest();

            assertThat(clients).isNotEmpty();
            for (RecordingSink client : clients) {
                assertThat(eventsOf(client)).hasSize(puts).isSorted().doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aLargeRevisionComesInPiecesToThoseWhoTakePieces() {
        try (HubUnderTest under = new HubUnderTest()) {
            RecordingSink client = new RecordingSink();
            WatchStream stream = under.hub.open(client);
            stream.create(new WatchRequest(1, EVERYTHING, 0, false, true));
            stream.create(new WatchRequest(2, EVERYTHING, 0, false, false));
            under.rest();
            client.take();

            Optional<String> large = Optional.of("x".repeat(300 * 1024));
            under.commit(new Change("a", large), new Change("b", large), new Change("c", large));
            under.rest();

            List<WatchMessage.Events> messages =
                    client.take().stream().map(WatchMessage.Events.class::cast).toList();
            assertThat(messages)
                    .filteredOn(message -> message.watchId() == 1)
                    .extracting(WatchMessage.Events::moreOfRevision)
                    .containsExactly(true, true, false);
            assertThat(messages)
                    .filteredOn(message -> message.watchId() == 2)
                    .extracting(message -> message.batch().encoded().size())
                    .containsExactly(3);
        }
    }

    @Test
    void aClosedStreamGetsNothingAndLeavesNothing() {
        try (HubUnderTest under = new HubUnderTest()) {
            RecordingSink client = new RecordingSink();
            WatchStream stream = watchEverything(under, client);
            under.rest();
            client.take();

            stream.close(() -> {});
            under.commit(new Change("a", Optional.of("1")));
            under.rest();

            assertThat(client.take()).isEmpty();
            assertThat(under.hub.census()).isEqualTo(new WatchHub.Census(0, 0, 0));
        }
    }

    @Test
    void aClientMaySendItsNextRequestWhenTheLastIsDealtWith() {
        try (HubUnderTest under = new HubUnderTest()) {
            RecordingSink client = new RecordingSink();
            WatchStream stream = watchEverything(under, client);
            stream.cancel(17);
            stream.requestProgress();
            under.rest();

            assertThat(client.asked()).isEqualTo(3);
        }
    }

    private static WatchStream watchEverything(HubUnderTest under, WatchSink sink) {
        WatchStream stream = under.hub.open(sink);
        stream.create(new WatchRequest(0, EVERYTHING, 0, false, false));
        under.rest();
        return stream;
    }

    /// Revisions of the events that were received, one for each event.
    private static List<Long> eventsOf(RecordingSink client) {
        List<Long> revisions = new ArrayList<>();
        for (WatchMessage message : client.take()) {
            if (message instanceof WatchMessage.Events events) {
                for (byte[] event : events.batch().encoded()) {
                    String text = new String(event, StandardCharsets.UTF_8);
                    revisions.add(Long.parseLong(text.substring(text.lastIndexOf('@') + 1)));
                }
            }
        }
        return revisions;
    }
}
