package io.leme.store.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.base.ManualTicker;
import io.leme.store.lease.LeaseClock.Renewal;
import io.leme.store.lease.LeaseClock.TimeToLive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LeaseClockTest {
    private static final Duration ELECTION = Duration.ofSeconds(1);

    private final ManualTicker ticker = new ManualTicker();
    private final List<Long> ends = new ArrayList<>();
    private CompletableFuture<Void> proposal = new CompletableFuture<>();
    private final LeaseClock clock =
            new LeaseClock(
                    ticker,
                    ELECTION,
                    (id, term) -> {
                        ends.add(id);
                        return proposal;
                    });

    @Test
    void aLeaseEndsWhenItsTimeIsUpAndNotBefore() {
        clock.elected(1);
        clock.granted(5, 10);

        pass(Duration.ofSeconds(10).minusNanos(1));
        assertThat(ends).isEmpty();
        pass(Duration.ofNanos(1));
        assertThat(ends).containsExactly(5L);
    }

    @Test
    void aRenewedLeaseGetsItsWholeTimeAgain() {
        clock.elected(1);
        clock.granted(5, 10);
        pass(Duration.ofSeconds(9));

        assertThat(clock.renew(5)).isEqualTo(new Renewal.Renewed(10));

        pass(Duration.ofSeconds(9));
        assertThat(ends).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(ends).containsExactly(5L);
    }

    @Test
    void anEndIsProposedOnceAndAgainOnlyAfterItFailed() {
        clock.elected(1);
        clock.granted(5, 10);
        pass(Duration.ofSeconds(10));
        pass(Duration.ofSeconds(1));
        assertThat(ends).containsExactly(5L);

        CompletableFuture<Void> failing = proposal;
        proposal = new CompletableFuture<>();
        failing.completeExceptionally(new IllegalStateException("no leader"));
        pass(Duration.ofSeconds(1));

        assertThat(ends).containsExactly(5L, 5L);
    }

    @Test
    void aFollowerEndsNothing() {
        clock.granted(5, 10);
        pass(Duration.ofHours(1));

        assertThat(ends).isEmpty();
    }

    @Test
    void aNewLeaderGivesEveryLeaseItsWholeTime() {
        clock.granted(5, 10);
        pass(Duration.ofHours(1));
        clock.elected(2);

        assertThat(clock.timeToLive(5)).contains(new TimeToLive(10, 11));
        pass(Duration.ofSeconds(11).minusNanos(1));
        assertThat(ends).isEmpty();
        pass(Duration.ofNanos(1));
        assertThat(ends).containsExactly(5L);
    }

    @Test
    void aDeposedLeaderEndsNothing() {
        clock.elected(1);
        clock.granted(5, 10);
        clock.deposed();
        pass(Duration.ofSeconds(20));

        assertThat(ends).isEmpty();
    }

    @Test
    void aRenewalThatComesTooLateWaitsForTheEnd() {
        clock.elected(1);
        clock.granted(5, 10);
        pass(Duration.ofSeconds(10));

        Renewal renewal = clock.renew(5);

        assertThat(renewal).isInstanceOf(Renewal.TooLate.class);
        CompletableFuture<Void> ended = ((Renewal.TooLate) renewal).ended();
        assertThat(ended).isNotDone();
        clock.revoked(5);
        assertThat(ended).isCompleted();
        assertThat(clock.renew(5)).isEqualTo(new Renewal.NoSuchLease());
    }

    @Test
    void onlySoManyEndsAreUnderWay() {
        clock.elected(1);
        for (long id = 1; id <= 600; id++) {
            clock.granted(id, 10);
        }

        pass(Duration.ofSeconds(10));
        pass(Duration.ofSeconds(1));
        assertThat(ends).hasSize(LeaseClock.MOST_ENDS_UNDER_WAY);

        ends.forEach(clock::revoked);
        proposal.complete(null);
        proposal = new CompletableFuture<>();
        pass(Duration.ofSeconds(1));
        assertThat(ends).hasSize(2 * LeaseClock.MOST_ENDS_UNDER_WAY).doesNotHaveDuplicates();
    }

    @Test
    void idsAreListedByTheTimeTheyHaveLeft() {
        clock.elected(1);
        clock.granted(1, 30);
        clock.granted(2, 10);
        clock.granted(3, 20);

        assertThat(clock.ids()).containsExactly(2L, 3L, 1L);
    }

    @Test
    void theLongestLeaseDoesNotOverflow() {
        clock.elected(1);
        clock.granted(5, 9_000_000_000L);

        pass(Duration.ofDays(365));

        assertThat(ends).isEmpty();
    }

    @Test
    void aReplacedTableForgetsTheOldLeases() {
        clock.elected(1);
        clock.granted(5, 10);
        clock.replaced(Map.of(6L, 20L));

        assertThat(clock.timeToLive(5)).isEmpty();
        assertThat(clock.timeToLive(6)).contains(new TimeToLive(20, 20));
    }

    private void pass(Duration time) {
        ticker.advance(time);
        clock.expireDue();
    }
}
