package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.Range;
import io.leme.store.command.Result;
import io.leme.store.command.Txn;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.lease.Lease;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// One reader's hold on a [SharedInstant]. Closing it twice does no harm; reading it after that
/// throws, and a read that runs while another thread closes it is not cut off.
final class OpenView implements View {
    private final SharedInstant shared;
    private final Position position;
    private final LongAdder closings;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// Takes over the caller's hold, and counts its end in `closings`.
    OpenView(SharedInstant shared, LongAdder closings) {
        this.shared = shared;
        this.closings = closings;
        this.position = shared.instant().position();
    }

    @Override
    public long revision() {
        return position.revision();
    }

    @Override
    public long compactRevision() {
        return position.compactRevision();
    }

    @Override
    public long appliedIndex() {
        return position.appliedIndex();
    }

    @Override
    public Result.Ranged range(Range range) {
        return read(instant -> instant.range(range).run());
    }

    @Override
    public Result.Ranged range(Range range, KeySink sink) {
        return read(instant -> instant.range(range).run(sink));
    }

    @Override
    public Result.Ranged page(Range range, KeySink sink) {
        return read(instant -> instant.range(range).page(sink));
    }

    @Override
    public Result.TxnDone readOnly(Txn txn) {
        return read(instant -> instant.readOnly(txn));
    }

    @Override
    public History history(
            KeyRange range, long from, long to, int maxRevisions, boolean withPrevious) {
        return read(instant -> instant.history(range, from, to, maxRevisions, withPrevious));
    }

    @Override
    public List<Lease> leases() {
        return read(Instant::leases);
    }

    @Override
    public List<Bytes> leaseKeys(long lease) {
        return read(instant -> instant.leaseKeys(lease));
    }

    @Override
    public int keyHash(long revision) {
        if (revision > position.revision()) {
            throw new StoreException(StoreError.FUTURE_REVISION);
        }
        if (revision < position.compactRevision()) {
            throw new StoreException(StoreError.COMPACTED);
        }
        return read(instant -> instant.keyHash(revision));
    }

    @Override
    public StateHash stateHash() {
        return read(Instant::stateHash);
    }

    private <T> T read(Function<Instant, T> reading) {
        if (closed.get() || !shared.hold()) {
            throw new IllegalStateException("view is closed");
        }
        try {
            return reading.apply(shared.instant());
        } finally {
            shared.letGo();
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            closings.increment();
            shared.letGo();
        }
    }
}
