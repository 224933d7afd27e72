package io.leme.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.leme.wire.kv.Event;
import io.leme.wire.kv.KeyValue;
import io.leme.wire.rpc.ResponseHeader;
import io.leme.wire.rpc.WatchResponse;
import org.junit.jupiter.api.Test;

class WatchTallyTest {
    @Test
    void readsStampAndRevisionOfEveryEvent() {
        WatchResponse response =
                WatchResponse.newBuilder()
                        .setHeader(ResponseHeader.newBuilder().setMemberId(-1).setRevision(9))
                        .setWatchId(4)
                        .addEvents(event(42, 7))
                        .addEvents(event(43, 8))
                        .addEvents(Event.newBuilder().setKv(KeyValue.newBuilder()))
                        .build();

        WatchTally tally = parse(response);

        assertThat(tally.headerRevision()).isEqualTo(9);
        assertThat(tally.events()).isEqualTo(3);
        assertThat(tally.sentNanos(0)).isEqualTo(42);
        assertThat(tally.revision(0)).isEqualTo(7);
        assertThat(tally.sentNanos(1)).isEqualTo(43);
        assertThat(tally.revision(1)).isEqualTo(8);
        assertThat(tally.sentNanos(2)).as("a value too short to hold a stamp").isZero();
    }

    @Test
    void seesThatAWatcherWasCreatedOrCancelled() {
        assertThat(parse(WatchResponse.newBuilder().setCreated(true).build()).created()).isTrue();
        assertThat(parse(WatchResponse.newBuilder().setCanceled(true).build()).canceled()).isTrue();
    }

    private static Event event(long nanos, long revision) {
        ByteString value = ByteString.copyFrom(new byte[32]);
        return Event.newBuilder()
                .setKv(
                        KeyValue.newBuilder()
                                .setKey(ByteString.copyFromUtf8("a"))
                                .setModRevision(revision)
                                .setValue(TimeStamp.value(nanos, value)))
                .build();
    }

    private static WatchTally parse(WatchResponse response) {
        return WatchTally.method()
                .getResponseMarshaller()
                .parse(response.toByteString().newInput());
    }
}
