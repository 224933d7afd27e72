package io.leme.store.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.base.ManualTicker;
import io.leme.store.command.Alarm;
import io.leme.store.command.Command;
import io.leme.store.command.Result;
import io.leme.store.command.SwitchAlarm;
import io.leme.store.consensus.ReadGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// The alarm about space ends by itself, and not before there is space.
class AutoDisarmTest {
    private static final long MEMBER = 7;
    private static final long QUOTA = 1_000;
    private static final Alarm ALARM = new Alarm(MEMBER, Alarm.Kind.NO_SPACE);

    private final ManualTicker ticker = new ManualTicker();
    private final List<Alarm> raised = new ArrayList<>(List.of(ALARM));
    private final List<CompletableFuture<Void>> reclaims = new ArrayList<>();
    private long used = QUOTA;

    private final Alarms alarms = new Alarms(() -> List.copyOf(raised), this::apply, new Open());
    private final SpaceQuota quota = new SpaceQuota(QUOTA, () -> used, MEMBER, alarms);
    private final AutoDisarm disarm = new AutoDisarm(MEMBER, alarms, quota, this::reclaim, ticker);

    @Test
    void theAlarmEndsWhenATenthIsFree() {
        use(900);
        disarm.run();
        assertThat(raised).containsExactly(ALARM);

        use(899);
        disarm.run();

        assertThat(raised).isEmpty();
    }

    @Test
    void spaceIsReclaimedAgainAndAgainWithRestsInBetween() {
        disarm.run();
        disarm.run();
        assertThat(reclaims).as("one at a time").hasSize(1);

        ticker.advance(Duration.ofSeconds(5));
        reclaims.getFirst().complete(null);
        ticker.advance(Duration.ofMillis(4_999));
        disarm.run();
        assertThat(reclaims).as("a rest as long as the work").hasSize(1);

        ticker.advance(Duration.ofMillis(1));
        disarm.run();
        assertThat(reclaims).hasSize(2);
    }

    @Test
    void anothersAlarmIsNoneOfOurs() {
        raised.set(0, new Alarm(MEMBER + 1, Alarm.Kind.NO_SPACE));
        use(0);

        disarm.run();

        assertThat(raised).hasSize(1);
        assertThat(reclaims).isEmpty();
    }

    private void use(long bytes) {
        used = bytes;
        quota.measure();
    }

    private CompletableFuture<Void> reclaim() {
        reclaims.add(new CompletableFuture<>());
        return reclaims.getLast();
    }

    private CompletableFuture<Result> apply(Command command) {
        SwitchAlarm change = (SwitchAlarm) command;
        assertThat(change.raised()).isFalse();
        return CompletableFuture.completedFuture(
                new Result.AlarmSwitched(raised.remove(change.alarm())));
    }

    /// Nobody has to be asked.
    private static final class Open implements ReadGate {
        @Override
        public CompletableFuture<Void> await() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> confirmLeadership() {
            return CompletableFuture.completedFuture(null);
        }
    }
}
