package io.leme.gateway.http.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.http.Message;
import io.leme.gateway.http.Reply;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.WatchSignal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchSourceTest {
    private final Queue<WatchSignal> ready = new ArrayDeque<>();
    private final List<Integer> written = new ArrayList<>();
    private final ObjectWatch watch =
            new ObjectWatch() {
                @Override
                public WatchSignal next() {
                    WatchSignal first = ready.poll();
                    return first == null ? new WatchSignal.Ended() : first;
                }

                @Override
                public @Nullable WatchSignal poll() {
                    return ready.poll();
                }

                @Override
                public void close() {
                    ready.clear();
                }
            };

    @Test
    void eventsThatWaitAreWrittenTogether() throws InterruptedException {
        ready.addAll(List.of(change(10), change(10), change(10)));

        source().writeTo(this::take);

        assertThat(written).containsExactly(3);
    }

    @Test
    void whatIsLargeIsWrittenInParts() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            ready.add(change(20_000));
        }

        source().writeTo(this::take);

        assertThat(written).containsExactly(4, 4, 2);
    }

    @Test
    void anErrorIsTheLastThatIsWritten() throws InterruptedException {
        ready.add(change(10));
        ready.add(new WatchSignal.Failed(ApiErrors.expired("too old").status()));
        ready.add(change(10));

        source().writeTo(this::take);

        assertThat(written).containsExactly(2);
    }

    @Test
    void nothingIsWrittenToAClientThatHasLeft() throws InterruptedException {
        ready.addAll(List.of(change(100_000), change(10)));

        source().writeTo(messages -> {
            take(messages);
            return false;
        });

        assertThat(written).containsExactly(1);
    }

    private Reply.Source source() {
        var lines = new EventLines(new EventContent.Metadata("v1"));
        return new WatchSource(watch, lines, new WatchPace());
    }

    private boolean take(List<Message> messages) {
        written.add(messages.size());
        return true;
    }

    private static WatchSignal change(int nameLength) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata").put("name", "x".repeat(nameLength));
        return new WatchSignal.Changed(WatchSignal.ChangeType.MODIFIED, ApiObject.own(object, 7));
    }
}
