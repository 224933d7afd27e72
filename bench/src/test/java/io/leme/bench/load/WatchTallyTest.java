package io.leme.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.wire.kv.Event;
import io.leme.wire.kv.KeyValue;
import io.leme.wire.rpc.ResponseHeader;
import io.leme.wire.rpc.WatchResponse;
import org.junit.jupiter.api.Test;

class WatchTallyTest {
    @Test
    void readsTheFirstTimeStampAndCountsTheRest() {
        WatchResponse response =
                WatchResponse.newBuilder()
                        .setHeader(ResponseHeader.newBuilder().setRevision(9))
                        .setWatchId(4)
                        .addEvents(event(42))
                        .addEvents(event(43))
                        .build();

        assertThat(parse(response)).isEqualTo(new WatchTally(false, false, 2, 42));
    }

    @Test
    void seesThatAWatcherWasCreatedOrCancelled() {
        assertThat(parse(WatchResponse.newBuilder().setCreated(true).build()).created()).isTrue();
        assertThat(parse(WatchResponse.newBuilder().setCanceled(true).build()).canceled()).isTrue();
    }

    private static Event event(long nanos) {
        return Event.newBuilder()
                .setKv(KeyValue.newBuilder().setValue(TimeStamp.value(nanos, 32)))
                .build();
    }

    private static WatchTally parse(WatchResponse response) {
        return WatchTally.method()
                .getResponseMarshaller()
                .parse(response.toByteString().newInput());
    }
}
