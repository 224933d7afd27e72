package io.leme.store.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.store.base.ManualTicker;
import io.leme.store.consensus.PeerCalls;
import io.leme.store.consensus.ReadGate;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.lease.LeaseClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A follower (member 2) that renews with a leader (member 1), over calls that the test answers.
class RenewalsTest {
    private static final long LEADER = 1;
    private static final long FOLLOWER = 2;

    private final ManualTicker ticker = new ManualTicker();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final LeaseClock clock =
            new LeaseClock(ticker, Duration.ofSeconds(1), (lease, term) -> end);
    private final Wire wire = new Wire();
    private final Gate gate = new Gate();
    private final Renewals leader = renewals(LEADER, gate);
    private final Renewals follower = renewals(FOLLOWER, new Gate());

    @Test
    void whatComesWhileARoundIsUnderWayGoesWithTheNext() {
        grant(5, 10);
        grant(6, 20);
        grant(7, 30);

        CompletableFuture<Long> first = follower.renew(5);
        CompletableFuture<Long> second = follower.renew(6);
        CompletableFuture<Long> third = follower.renew(7);
        assertThat(wire.calls).hasSize(1);
        wire.deliver();
        assertThat(first).isCompletedWithValue(10L);
        assertThat(second).isNotDone();
        wire.deliver();

        assertThat(second).isCompletedWithValue(20L);
        assertThat(third).isCompletedWithValue(30L);
        assertThat(wire.calls).isEmpty();
        assertThat(gate.confirmed).isEqualTo(2);
        assertThat(leader.renewed()).isEqualTo(3);
    }

    @Test
    void theLeaderRenewsByItself() {
        grant(5, 10);

        assertThat(leader.renew(5)).isCompletedWithValue(10L);
        assertThat(leader.renew(404)).isCompletedWithValue(0L);
        assertThat(wire.calls).isEmpty();
    }

    @Test
    void aLeaseWhoseTimeIsUpHoldsNoOther() {
        clock.elected(1);
        grant(5, 10);
        grant(6, 20);
        ticker.advance(Duration.ofSeconds(15));
        clock.expireDue();

        CompletableFuture<Long> blocking = follower.renew(404);
        CompletableFuture<Long> late = follower.renew(5);
        CompletableFuture<Long> other = follower.renew(6);
        wire.deliver();
        wire.deliver();
        assertThat(blocking).isCompletedWithValue(0L);
        assertThat(other).isCompletedWithValue(20L);
        wire.deliver();
        assertThat(late).isNotDone();

        clock.revoked(5);
        assertThat(late).isCompletedWithValue(0L);
    }

    @Test
    void aRoundThatIsNotAnsweredHoldsTheNextForAShortTimeOnly() throws Exception {
        grant(5, 10);

        CompletableFuture<Long> lost = follower.renew(5);
        wire.calls.clear();
        CompletableFuture<Long> next = follower.renew(5);
        wire.awaitCall();
        wire.deliver();

        assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo(10);
        assertThat(lost).isNotDone();
    }

    @Test
    void aCallThatThrowsFailsItsRoundAndHoldsNoOther() {
        grant(5, 10);
        wire.broken = true;
        CompletableFuture<Long> failed = follower.renew(5);
        assertThat(failed).isCompletedExceptionally();

        wire.broken = false;
        CompletableFuture<Long> next = follower.renew(5);
        wire.deliver();

        assertThat(next).isCompletedWithValue(10L);
    }

    @Test
    void whoIsNotLeaderAnyMoreRenewsNothing() {
        grant(5, 10);
        gate.refuses = true;

        CompletableFuture<Long> refused = follower.renew(5);
        wire.deliver();

        assertThatThrownBy(refused::join)
                .hasRootCauseInstanceOf(StoreException.class)
                .rootCause()
                .extracting(failure -> ((StoreException) failure).error())
                .isEqualTo(StoreError.NOT_LEADER);
        assertThat(leader.renewed()).isZero();
    }

    private void grant(long id, long ttlSeconds) {
        clock.granted(id, ttlSeconds);
    }

    private Renewals renewals(long self, ReadGate ownGate) {
        return new Renewals(
                new LeaderCalls(
                        new FixedLeadership(self, LEADER), wire.of(self), Duration.ofSeconds(10)),
                ownGate,
                clock);
    }

    private static final class Gate implements ReadGate {
        private int confirmed;
        private boolean refuses;

        @Override
        public CompletableFuture<Void> await() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> confirmLeadership() {
            confirmed++;
            return refuses
                    ? CompletableFuture.failedFuture(new StoreException(StoreError.NOT_LEADER))
                    : CompletableFuture.completedFuture(null);
        }
    }

    /// Calls of the follower to the leader; each waits until the test delivers it.
    private static final class Wire {
        private final Map<Byte, PeerCalls.Handler> handlers = new HashMap<>();
        private final List<Call> calls = new ArrayList<>();
        private boolean broken;

        private record Call(byte kind, ByteBuffer payload, CompletableFuture<byte[]> answer) {}

        PeerCalls of(long self) {
            return new PeerCalls() {
                @Override
                public CompletableFuture<byte[]> call(
                        long member, byte kind, byte[] payload, Duration deadline) {
                    if (broken) {
                        throw new IllegalStateException("broken");
                    }
                    assertThat(member).isEqualTo(LEADER);
                    Call call = new Call(kind, ByteBuffer.wrap(payload), new CompletableFuture<>());
                    synchronized (calls) {
                        calls.add(call);
                        calls.notifyAll();
                    }
                    return call.answer;
                }

                @Override
                public void serve(byte kind, Handler handler) {
                    if (self == LEADER) {
                        handlers.put(kind, handler);
                    }
                }
            };
        }

        @SuppressWarnings("ByteBufferBackingArray") // it was wrapped above
        void deliver() {
            Call call;
            synchronized (calls) {
                call = calls.removeFirst();
            }
            assertThat(call.payload.remaining() % Long.BYTES).isZero();
            var _ =
                    handlers.get(call.kind)
                            .handle(call.payload.array())
                            .whenComplete((answer, failure) -> {
                                if (failure == null) {
                                    call.answer.complete(answer);
                                } else {
                                    call.answer.completeExceptionally(failure);
                                }
                            });
        }

        void awaitCall() throws InterruptedException {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            synchronized (calls) {
                while (calls.isEmpty() && System.nanoTime() < until) {
                    calls.wait(100);
                }
            }
        }
    }
}
