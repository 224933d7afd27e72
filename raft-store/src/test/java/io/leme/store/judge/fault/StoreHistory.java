package io.leme.store.judge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.leme.store.judge.process.Member;
import io.leme.wire.kv.Event;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.WatchGrpc;
import io.leme.wire.rpc.WatchRequest;
import io.leme.wire.rpc.WatchResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All events of a store from revision 1 on, one per revision, as a member tells them afterwards.
///
/// @param events the event of revision 2 first
record StoreHistory(List<Event> events) {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final ByteString ALL = ByteString.copyFrom(new byte[1]);

    /// Reads the history from one member, and checks that every revision is there once.
    static StoreHistory read(Member member) {
        long revision = revision(member);
        var events = new ArrayList<Event>();
        try (var stream = member.client().open(WatchGrpc.getWatchMethod())) {
            var create = WatchRequest.newBuilder();
            create.getCreateRequestBuilder().setKey(ALL).setRangeEnd(ALL).setStartRevision(1);
            stream.send(create.build());
            int position = 0;
            while (events.size() < revision - 1) {
                WatchResponse next =
                        stream.await(BOUND, position, "revision " + revision, any -> true);
                events.addAll(next.getEventsList());
                position++;
            }
        }
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).getKv().getModRevision()).isEqualTo(i + 2L);
        }
        return new StoreHistory(events);
    }

    /// The store's revision, by a linearizable read.
    static long revision(Member member) {
        var request = RangeRequest.newBuilder().setKey(ALL).setRangeEnd(ALL).setCountOnly(true);
        return member.client()
                .call(KVGrpc.getRangeMethod(), request.build())
                .orFail()
                .getHeader()
                .getRevision();
    }

    /// Holds what clients recorded against the history.
    void judge(List<Operation> operations) {
        Map<String, Long> revisions = revisionsOfValues();
        judgeWrites(operations, revisions);
        judgeReads(operations);
        judgeOrder(operations, revisions);
    }

    private Map<String, Long> revisionsOfValues() {
        var revisions = new HashMap<String, Long>();
        for (Event event : events) {
            String value = event.getKv().getValue().toStringUtf8();
            Long before = revisions.put(value, event.getKv().getModRevision());
            assertThat(before).as("%s is written twice", value).isNull();
        }
        return revisions;
    }

    private void judgeWrites(List<Operation> operations, Map<String, Long> revisions) {
        var issued = new HashMap<String, Operation.Write>();
        for (Operation operation : operations) {
            if (operation instanceof Operation.Write write) {
                issued.put(write.value(), write);
                if (write.acknowledged()) {
                    assertThat(revisions.get(write.value()))
                            .as("%s is where it was acknowledged", write)
                            .isEqualTo(write.revision());
                }
            }
        }
        for (Event event : events) {
            Operation.Write write = issued.get(event.getKv().getValue().toStringUtf8());
            assertThat(write).as("nobody wrote %s", event).isNotNull();
            assertThat(event.getKv().getKey().toStringUtf8()).isEqualTo(write.key());
        }
    }

    /// Every read found what the history has at the read's revision.
    private void judgeReads(List<Operation> operations) {
        var reads =
                operations.stream()
                        .filter(Operation.Read.class::isInstance)
                        .map(Operation.Read.class::cast)
                        .sorted(Comparator.comparingLong(Operation.Read::revision))
                        .toList();
        var state = new HashMap<String, String>();
        int next = 0;
        for (Operation.Read read : reads) {
            while (next < read.revision() - 1) {
                Event event = events.get(next);
                state.put(
                        event.getKv().getKey().toStringUtf8(),
                        event.getKv().getValue().toStringUtf8());
                next++;
            }
            assertThat(read.value()).as("%s", read).isEqualTo(state.get(read.key()));
        }
    }

    /// No operation lies before one that was over when it began: a read at a revision at least as
    /// high, a write at a higher one.
    private static void judgeOrder(List<Operation> operations, Map<String, Long> revisions) {
        var byReturn = new ArrayList<>(operations);
        byReturn.sort(Comparator.comparingLong(Operation::returned));
        var byInvocation = new ArrayList<>(operations);
        byInvocation.sort(Comparator.comparingLong(Operation::invoked));
        long reached = 1;
        int returned = 0;
        for (Operation operation : byInvocation) {
            while (byReturn.get(returned).returned() < operation.invoked()) {
                reached = Math.max(reached, revisionOf(byReturn.get(returned), revisions));
                returned++;
            }
            long revision = revisionOf(operation, revisions);
            switch (operation) {
                case Operation.Read read ->
                        assertThat(revision)
                                .as("%s is stale", read)
                                .isGreaterThanOrEqualTo(reached);
                case Operation.Write write -> {
                    if (revision > 0) {
                        assertThat(revision).as("%s is early", write).isGreaterThan(reached);
                    }
                }
            }
        }
    }

    private static long revisionOf(Operation operation, Map<String, Long> revisions) {
        return switch (operation) {
            case Operation.Read read -> read.revision();
            case Operation.Write write -> revisions.getOrDefault(write.value(), 0L);
        };
    }
}
