package io.leme.store.service;

import io.leme.store.command.Alarm;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps this member's state below its quota: a request that would not fit is refused and raises
/// the alarm that stops growth on all members, until somebody ends it.
///
/// The size is measured by a chore ([#measure]), so that a request costs a look at a number; what
/// is written between two measurements may go over the quota. Threads: any.
public final class SpaceQuota {
    private static final Logger log = LoggerFactory.getLogger(SpaceQuota.class);

    private final long quotaBytes;
    private final LongSupplier size;
    private final Alarm alarm;
    private final Alarms alarms;
    private final AtomicBoolean raising = new AtomicBoolean();
    private volatile long usedBytes;

    /// `quotaBytes` below 0 is no limit.
    public SpaceQuota(long quotaBytes, LongSupplier size, long member, Alarms alarms) {
        this.quotaBytes = quotaBytes < 0 ? Long.MAX_VALUE : quotaBytes;
        this.size = size;
        this.alarm = new Alarm(member, Alarm.Kind.NO_SPACE);
        this.alarms = alarms;
        measure();
    }

    /// 0 without a limit.
    public long quotaBytes() {
        return quotaBytes == Long.MAX_VALUE ? 0 : quotaBytes;
    }

    /// Takes the size of now.
    public void measure() {
        usedBytes = size.getAsLong();
    }

    /// Whether a tenth of it is free.
    boolean hasRoom() {
        return usedBytes < quotaBytes - quotaBytes / 10;
    }

    /// @throws StoreException NO_SPACE when `costBytes` more would reach the quota
    public void require(long costBytes) {
        if (usedBytes + costBytes < quotaBytes) {
            return;
        }
        if (!alarms.known().contains(alarm) && raising.compareAndSet(false, true)) {
            log.warn("no space: {} of {} bytes are used", usedBytes, quotaBytes);
            var _ = alarms.change(alarm, true).whenComplete((done, failure) -> raising.set(false));
        }
        throw new StoreException(StoreError.NO_SPACE);
    }
}
