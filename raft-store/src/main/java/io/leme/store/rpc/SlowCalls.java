package io.leme.store.rpc;

import io.grpc.Status;
import io.leme.store.base.Ticker;
import io.leme.store.consensus.Leadership;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of calls that took longer than expected (etcd: `--warning-unary-request-duration`): where
/// their time went, and where this member was in the log then: behind in applying, or without a
/// leader. One line a second at most, which says how many it stands for. Threads: any.
final class SlowCalls {
    private static final Logger log = LoggerFactory.getLogger(SlowCalls.class);

    /// Calls that wait for others, as long as that takes.
    private static final Set<String> PATIENT =
            Set.of("v3lockpb.Lock/Lock", "v3electionpb.Election/Campaign");

    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Ticker ticker;
    private final Duration expected;
    private final CurrentAnswer current;
    private final Supplier<String> standing;
    private final Consumer<SlowCall> lines;
    private final AtomicLong nextLine;
    private final AtomicLong untold = new AtomicLong();

    /// @param current knows the stages of the answer that ends a call
    /// @param standing says where this member is in the log
    /// @param lines takes what is to be told
    SlowCalls(
            Ticker ticker,
            Duration expected,
            CurrentAnswer current,
            Supplier<String> standing,
            Consumer<SlowCall> lines) {
        this.ticker = ticker;
        this.expected = expected;
        this.current = current;
        this.standing = standing;
        this.lines = lines;
        this.nextLine = new AtomicLong(ticker.nanos());
    }

    /// Told in this member's log.
    static SlowCalls logged(Duration expected, CurrentAnswer current, Leadership leadership) {
        return new SlowCalls(
                Ticker.SYSTEM,
                expected,
                current,
                () ->
                        "leader %x, entry %d applied of %d"
                                .formatted(
                                        leadership.leader().orElse(0),
                                        leadership.appliedIndex(),
                                        leadership.committedIndex()),
                call -> call.writeTo(log.atWarn()));
    }

    /// The time at which a call comes.
    long started() {
        return ticker.nanos();
    }

    /// The call that came at `startedNanos` is answered, on this thread.
    void ended(String method, Status status, long startedNanos) {
        long now = ticker.nanos();
        if (now - startedNanos > expected.toNanos() && !PATIENT.contains(method)) {
            tell(method, status, startedNanos, now);
        }
    }

    private void tell(String method, Status status, long startedNanos, long now) {
        long allowed = nextLine.get();
        if (now - allowed < 0 || !nextLine.compareAndSet(allowed, now + PAUSE_NANOS)) {
            untold.incrementAndGet();
            return;
        }
        lines.accept(
                new SlowCall(
                        method,
                        Duration.ofNanos(now - startedNanos),
                        expected,
                        status.getCode(),
                        current.staged()
                                .map(answer -> answer.stages(startedNanos, now))
                                .orElse(List.of()),
                        standing.get(),
                        untold.getAndSet(0)));
    }
}
