package io.leme.store.lease;

import io.leme.store.base.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// Counts the time of leases while this member leads, and has those ended whose time is up.
///
/// It hears of every grant and end on every member, so that it is ready when the member is elected;
/// deadlines mean something only on the leader. A lease never ends early: its time starts anew when
/// a leader is elected, and one whose end was proposed stays until that is applied.
///
/// Threads: any; one lock. [#expireDue] is called every 20 ms and keeps at most 250 ends under way:
/// when very many leases end together, some ten thousand go in a second, and what clients write
/// meanwhile does not wait behind long batches of them.
public final class LeaseClock {
    static final int MOST_ENDS_UNDER_WAY = 250;

    private static final int DEADLINES_OF_THE_GONE = 1024;

    private final Ticker ticker;
    private final Duration electionTimeout;
    private final Expiry expiry;
    private final Map<Long, Lease> leases = new HashMap<>();
    private final PriorityQueue<Deadline> deadlines =
            new PriorityQueue<>(Comparator.comparingLong(Deadline::nanos));
    private final long origin;
    private int underWay;
    private OptionalLong leadingTerm = OptionalLong.empty();

    /// Proposes the end of a lease; completes when that was applied or failed.
    @FunctionalInterface
    public interface Expiry {
        CompletionStage<?> end(long lease, long term);
    }

    /// What a keep-alive met.
    public sealed interface Renewal {
        record Renewed(long ttlSeconds) implements Renewal {}

        record NoSuchLease() implements Renewal {}

        /// Its time was up before the renewal came; `ended` completes when the lease is gone.
        record TooLate(CompletableFuture<Void> ended) implements Renewal {}
    }

    /// `remainingSeconds` is truncated and not below 0.
    public record TimeToLive(long grantedSeconds, long remainingSeconds) {}

    private record Deadline(long lease, long nanos) {}

    private static final class Lease {
        final long ttlSeconds;
        final CompletableFuture<Void> ended = new CompletableFuture<>();
        long deadline;
        boolean ending;

        Lease(long ttlSeconds) {
            this.ttlSeconds = ttlSeconds;
        }
    }

    public LeaseClock(Ticker ticker, Duration electionTimeout, Expiry expiry) {
        this.ticker = ticker;
        this.electionTimeout = electionTimeout;
        this.expiry = expiry;
        this.origin = ticker.nanos();
    }

    public synchronized void granted(long id, long ttlSeconds) {
        Lease lease = new Lease(ttlSeconds);
        leases.put(id, lease);
        extend(lease, Duration.ZERO);
        if (leadingTerm.isPresent()) {
            deadlines.add(new Deadline(id, lease.deadline));
            dropDeadlinesOfTheGone();
        }
    }

    public void revoked(long id) {
        Lease lease;
        synchronized (this) {
            lease = leases.remove(id);
        }
        if (lease != null) {
            lease.ended.complete(null);
        }
    }

    /// The table was replaced: `ttlSeconds` by lease id is all there is now.
    public void replaced(Map<Long, Long> ttlSeconds) {
        List<Lease> gone;
        synchronized (this) {
            gone = new ArrayList<>(leases.values());
            leases.clear();
            deadlines.clear();
            ttlSeconds.forEach(this::granted);
        }
        gone.forEach(lease -> lease.ended.complete(null));
    }

    /// Every lease gets its whole time and an election timeout more.
    public synchronized void elected(long term) {
        leadingTerm = OptionalLong.of(term);
        deadlines.clear();
        leases.forEach((id, lease) -> {
            lease.ending = false;
            extend(lease, electionTimeout);
            deadlines.add(new Deadline(id, lease.deadline));
        });
    }

    public synchronized void deposed() {
        leadingTerm = OptionalLong.empty();
    }

    /// Only after leadership was confirmed.
    public synchronized Renewal renew(long id) {
        Lease lease = leases.get(id);
        if (lease == null) {
            return new Renewal.NoSuchLease();
        }
        if (lease.deadline <= now()) {
            return new Renewal.TooLate(lease.ended.copy());
        }

        extend(lease, Duration.ZERO);
        return new Renewal.Renewed(lease.ttlSeconds);
    }

    /// Empty for an unknown lease.
    public synchronized Optional<TimeToLive> timeToLive(long id) {
        Lease lease = leases.get(id);
        if (lease == null) {
            return Optional.empty();
        }
        long left = Math.max(0, lease.deadline - now());
        return Optional.of(new TimeToLive(lease.ttlSeconds, TimeUnit.NANOSECONDS.toSeconds(left)));
    }

    /// Ids of all leases, those that end first in front.
    public synchronized List<Long> ids() {
        return leases.entrySet().stream()
                .sorted(
                        Comparator.<Map.Entry<Long, Lease>>comparingLong(
                                        entry -> entry.getValue().deadline)
                                .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Proposes the end of leases whose time is up. An end that failed is proposed again later.
    public void expireDue() {
        List<Long> due = new ArrayList<>();
        long term;
        synchronized (this) {
            if (leadingTerm.isEmpty()) {
                return;
            }
            term = leadingTerm.getAsLong();
            collectDue(due);
        }
        for (long id : due) {
            expiry.end(id, term).whenComplete((applied, failure) -> proposed(id, term));
        }
    }

    private void collectDue(List<Long> due) {
        long now = now();
        Deadline head = deadlines.peek();
        while (head != null && head.nanos <= now && underWay < MOST_ENDS_UNDER_WAY) {
            deadlines.remove();
            Lease lease = leases.get(head.lease);
            if (lease != null && lease.deadline > now) {
                deadlines.add(new Deadline(head.lease, lease.deadline));
            } else if (lease != null && !lease.ending) {
                lease.ending = true;
                due.add(head.lease);
                underWay++;
            }
            head = deadlines.peek();
        }
    }

    private synchronized void proposed(long id, long term) {
        underWay--;
        Lease lease = leases.get(id);
        if (lease != null && lease.ending && leadingTerm.equals(OptionalLong.of(term))) {
            lease.ending = false;
            deadlines.add(new Deadline(id, lease.deadline));
        }
    }

    /// The entry in `deadlines` is left as it is: it is corrected when its old moment comes, so
    /// that renewals cost no memory.
    private void extend(Lease lease, Duration extra) {
        lease.deadline = now() + TimeUnit.SECONDS.toNanos(lease.ttlSeconds) + extra.toNanos();
    }

    /// Revoked leases leave their entry behind; it must not pile up.
    private void dropDeadlinesOfTheGone() {
        if (deadlines.size() > 2 * leases.size() + DEADLINES_OF_THE_GONE) {
            deadlines.removeIf(deadline -> !leases.containsKey(deadline.lease));
        }
    }

    /// From 0, so that deadlines of the longest leases (9,000,000,000 s) do not overflow.
    private long now() {
        return ticker.nanos() - origin;
    }
}
