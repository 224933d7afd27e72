package io.leme.gateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.storage.Selection;
import io.leme.gateway.storage.WatchQuery;
import io.leme.gateway.storage.WatchSignal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A session whose reader polls.
class WatchSessionTest {
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void aReaderThatPollsIsToldOnceAfterItFoundNothing() {
        WatchSession session = open();
        session.offer(change(1));
        assertThat(told).hasValue(0);

        assertThat(session.poll()).isInstanceOf(WatchSignal.Changed.class);
        assertThat(session.poll()).isNull();
        session.offer(change(2));
        session.offer(change(3));

        assertThat(told).hasValue(1);
    }

    @Test
    void aReaderThatPollsIsToldOfTheEnd() {
        WatchSession session = open();
        assertThat(session.poll()).isNull();

        session.close();

        assertThat(told).hasValue(1);
        assertThat(session.poll()).isInstanceOf(WatchSignal.Ended.class);
    }

    @Test
    void aReaderThatPollsKnowsWhenToPollAgain() {
        assertThat(Duration.ofNanos(open().nanosToNext()))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
    }

    @Test
    void watchersShareWhatTheySee() {
        WatchSession one = open();
        WatchSession other = open();
        Change change = change(1);
        one.offer(change);
        other.offer(change);

        assertThat(one.poll()).isNotNull().isSameAs(other.poll());
    }

    private WatchSession open() {
        WatchQuery query =
                new WatchQuery(
                        Selection.EVERYTHING,
                        new WatchQuery.Start.After(0),
                        true,
                        Duration.ofMinutes(10));
        WatchSession session = WatchSession.open(query, (_, _) -> "", List.of(), 0);
        session.whenReady(told::incrementAndGet);

        return session;
    }

    private static Change change(long revision) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata").put("name", "a").put("namespace", "b");
        ApiObject after = ApiObject.own(object, revision);

        return new Change(new NamespacedName("b", "a"), null, after, revision);
    }
}
