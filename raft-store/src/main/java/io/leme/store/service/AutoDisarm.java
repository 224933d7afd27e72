package io.leme.store.service;

import io.leme.store.base.Ticker;
import io.leme.store.command.Alarm;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends this member's alarm about space by itself (`--auto-disarm`) once a tenth of the quota is
/// free again. While there is the alarm it gives back what deletions and compactions have freed,
/// one time after the other, and rests in between for as long as that has taken, and 2 s at least.
///
/// Called by one chore.
public final class AutoDisarm {
    private static final Logger log = LoggerFactory.getLogger(AutoDisarm.class);
    private static final long SHORTEST_REST_NANOS = Duration.ofSeconds(2).toNanos();

    private final Alarm alarm;
    private final Alarms alarms;
    private final SpaceQuota quota;
    private final Supplier<CompletableFuture<Void>> reclaim;
    private final Ticker ticker;
    private CompletableFuture<?> changing = CompletableFuture.completedFuture(null);
    private CompletableFuture<Long> rested = CompletableFuture.completedFuture(Long.MIN_VALUE);

    /// `reclaim` gives back what it can and says when it is done.
    public AutoDisarm(
            long member,
            Alarms alarms,
            SpaceQuota quota,
            Supplier<CompletableFuture<Void>> reclaim,
            Ticker ticker) {
        this.alarm = new Alarm(member, Alarm.Kind.NO_SPACE);
        this.alarms = alarms;
        this.quota = quota;
        this.reclaim = reclaim;
        this.ticker = ticker;
    }

    public void run() {
        if (!alarms.known().contains(alarm) || !changing.isDone()) {
            return;
        }
        if (quota.hasRoom()) {
            log.info("there is space again: the alarm ends");
            changing = alarms.change(alarm, false).exceptionally(unknown -> null);
        } else if (rested.isDone() && ticker.nanos() >= rested.join()) {
            long started = ticker.nanos();
            rested = reclaim.get().handle((done, failure) -> restFrom(started));
        }
    }

    /// The end of the rest after work that began at `started`.
    private long restFrom(long started) {
        long now = ticker.nanos();
        return now + Math.max(now - started, SHORTEST_REST_NANOS);
    }
}
