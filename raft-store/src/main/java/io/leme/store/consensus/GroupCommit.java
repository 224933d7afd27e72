package io.leme.store.consensus;

import io.leme.store.base.Ticker;
import io.leme.store.command.Command;
import io.leme.store.command.Envelope;
import io.leme.store.command.EnvelopeCodec;
import io.leme.store.command.Result;
import io.leme.store.consensus.EntryLog.Outcome;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.telemetry.Staged;
import io.leme.store.telemetry.Stages;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Puts many commands into one log entry.
///
/// A command is queued by the thread that brings it and leaves at once when fewer than
/// [Limits#entriesInFlight] entries are under way; otherwise it waits with others until one of them
/// returns, so batches grow as load grows and no timer delays anyone.
///
/// Threads: [#propose] is called on event loops, outcomes arrive on the log's threads, [#answered]
/// and [#applying] on the apply thread. One lock guards queue and flights; it is never held while
/// an entry is encoded or submitted, or an answer given. Answers are given on `answers`.
///
/// An entry that is certainly not in the log is sent again under a new sequence until its commands'
/// time is up. One whose fate is unknown is never sent again: its commands are answered when this
/// member applies it, or time out.
public final class GroupCommit implements Proposer, AutoCloseable {
    private static final long PAUSE_BEFORE_RESUBMIT_MS = 20;
    private static final long SWEEP_MS = 100;
    private static final int ENVELOPE_OVERHEAD = 64;

    private final long self;
    private final EntryLog log;
    private final Limits limits;
    private final LeaderHistory leaders;
    private final Ticker ticker;
    private final Executor answers;
    private final ScheduledExecutorService timers;
    private final LongAdder failed = new LongAdder();

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Proposal> queue = new ArrayDeque<>();
    private final Map<Long, Flight> flights = new HashMap<>();
    private long queuedBytes;
    private int underWay;
    private long nextSequence;
    private boolean closed;

    /// What the log said when the last entry left: asked for once an entry, not once a command.
    private boolean shared;

    /// Seen by the apply thread alone.
    private long applyingNanos = Stages.NEVER;

    /// `maxQueuedCommands` and `maxQueuedBytes` bound what waits for a place in an entry; beyond
    /// them callers get TOO_MANY_REQUESTS.
    public record Limits(
            int entriesInFlight,
            int maxBatchCommands,
            int maxBatchBytes,
            int maxQueuedCommands,
            long maxQueuedBytes,
            int maxRequestBytes,
            Duration timeout) {
        /// etcd's request timeout: 5 s and two election timeouts.
        public static Limits standard(int maxRequestBytes, Duration electionTimeout) {
            return new Limits(
                    2,
                    1024,
                    1 << 20,
                    50_000,
                    256L << 20,
                    maxRequestBytes,
                    Duration.ofSeconds(5).plus(electionTimeout.multipliedBy(2)));
        }
    }

    /// What a batch needs of its surroundings: `answers` runs continuations of callers, `timers`
    /// runs short chores.
    public record Surroundings(Ticker ticker, Executor answers, ScheduledExecutorService timers) {}

    /// A command, and what its caller waits for. `flight` is guarded by the lock.
    private final class Proposal extends CompletableFuture<Result> implements Staged {
        final Command command;
        final int bytes;
        final long madeAtNanos = ticker.nanos();
        @Nullable Flight flight;

        Proposal(Command command, int bytes) {
            this.command = command;
            this.bytes = bytes;
        }

        @Override
        public List<Stages.Stage> stages(long beganNanos, long endedNanos) {
            lock.lock();
            try {
                Stages stages = new Stages(beganNanos, endedNanos).then("checked", madeAtNanos);
                return flight == null
                        ? stages.last("queued")
                        : stages.then("queued", flight.leftNanos)
                                .then("replicated", flight.applyingNanos)
                                .then("applied", flight.appliedNanos)
                                .last("answered");
            } finally {
                lock.unlock();
            }
        }
    }

    /// An entry under way. `submitted` is false while it waits to be sent again; `leftNanos` is
    /// when it left first.
    private static final class Flight {
        final long sequence;
        final List<Proposal> proposals;
        final long leftNanos;
        long applyingNanos = Stages.NEVER;
        long appliedNanos = Stages.NEVER;
        boolean holdsPlace = true;
        boolean submitted = true;
        boolean uncertain;

        Flight(long sequence, List<Proposal> proposals, long leftNanos) {
            this.sequence = sequence;
            this.proposals = proposals;
            this.leftNanos = leftNanos;
        }
    }

    /// `firstSequence` must not be met again by a later start of the same member: a random number.
    public GroupCommit(
            long self,
            long firstSequence,
            EntryLog log,
            Limits limits,
            LeaderHistory leaders,
            Surroundings surroundings) {
        this.self = self;
        this.nextSequence = firstSequence;
        this.log = log;
        this.limits = limits;
        this.leaders = leaders;
        this.ticker = surroundings.ticker();
        this.answers = surroundings.answers();
        this.timers = surroundings.timers();
        var _ =
                timers.scheduleWithFixedDelay(
                        this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletableFuture<Result> propose(Command command) {
        int bytes = EnvelopeCodec.encodedSize(command);
        int largest = Math.min(limits.maxRequestBytes, log.maxEntryBytes() - ENVELOPE_OVERHEAD);
        if (bytes > largest) {
            return refused(StoreError.REQUEST_TOO_LARGE);
        }

        Proposal proposal = new Proposal(command, bytes);
        lock.lock();
        try {
            if (closed) {
                return refused(StoreError.STOPPED);
            }
            if (queue.size() >= limits.maxQueuedCommands
                    || queuedBytes + bytes > limits.maxQueuedBytes) {
                return refused(StoreError.TOO_MANY_REQUESTS);
            }
            queue.add(proposal);
            queuedBytes += bytes;
        } finally {
            lock.unlock();
        }
        sendWhatFits();
        return proposal;
    }

    /// Called on the apply thread when an entry of any member is about to be applied.
    public void applying() {
        applyingNanos = ticker.nanos();
    }

    /// Called when an entry of this member was applied, with one result per command.
    public void answered(Envelope envelope, List<Result> results) {
        if (envelope.origin() != self) {
            return;
        }

        Flight flight;
        lock.lock();
        try {
            flight = flights.remove(envelope.sequence());
            if (flight == null) {
                return;
            }
            flight.applyingNanos = applyingNanos;
            flight.appliedNanos = ticker.nanos();
            giveUpPlace(flight);
        } finally {
            lock.unlock();
        }
        answers.execute(() -> {
            sendWhatFits();
            for (int i = 0; i < results.size(); i++) {
                complete(flight.proposals.get(i), results.get(i));
            }
        });
    }

    /// Commands that wait for their result.
    public int pending() {
        lock.lock();
        try {
            int waiting = queue.size();
            for (Flight flight : flights.values()) {
                waiting += flight.proposals.size();
            }
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /// Commands whose callers got no result since the start.
    public long failed() {
        return failed.sum();
    }

    @Override
    public void close() {
        List<Proposal> left = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            left.addAll(queue);
            flights.values().forEach(flight -> left.addAll(flight.proposals));
            queue.clear();
            flights.clear();
            queuedBytes = 0;
        } finally {
            lock.unlock();
        }
        left.forEach(proposal -> fail(proposal, StoreError.STOPPED));
    }

    private void sendWhatFits() {
        Flight flight = nextFlight();
        while (flight != null) {
            submit(flight);
            flight = nextFlight();
        }
    }

    private @Nullable Flight nextFlight() {
        lock.lock();
        try {
            if (closed || queue.isEmpty() || !mayLeave()) {
                return null;
            }

            List<Proposal> batch = new ArrayList<>(Math.min(queue.size(), limits.maxBatchCommands));
            int bytes = 0;
            Proposal head = queue.peek();
            while (head != null
                    && batch.size() < limits.maxBatchCommands
                    && (batch.isEmpty() || bytes + head.bytes <= limits.maxBatchBytes)) {
                batch.add(queue.remove());
                bytes += head.bytes;
                head = queue.peek();
            }
            queuedBytes -= bytes;
            underWay++;
            shared = log.isShared();
            return newFlight(batch, ticker.nanos());
        } finally {
            lock.unlock();
        }
    }

    /// Behind an entry that is on its way to other members only a full one leaves: what an entry
    /// costs on that way, it costs twice when its callers travel in two. A member that is alone
    /// pays less for it than it loses while its log waits for the next.
    private boolean mayLeave() {
        boolean full =
                queue.size() >= limits.maxBatchCommands || queuedBytes >= limits.maxBatchBytes;
        return underWay == 0 || (underWay < limits.entriesInFlight && (full || !shared));
    }

    private Flight newFlight(List<Proposal> batch, long leftNanos) {
        Flight flight = new Flight(nextSequence++, batch, leftNanos);
        batch.forEach(proposal -> proposal.flight = flight);
        flights.put(flight.sequence, flight);
        return flight;
    }

    private void submit(Flight flight) {
        List<Command> commands =
                flight.proposals.stream().map(proposal -> proposal.command).toList();
        byte[] entry = EnvelopeCodec.encode(new Envelope(self, flight.sequence, commands));
        var _ =
                log.submit(entry)
                        .whenComplete((outcome, failure) -> {
                            if (failure != null) {
                                lostSightOf(flight);
                            } else {
                                arrived(flight, outcome);
                            }
                        });
    }

    private void arrived(Flight flight, Outcome outcome) {
        switch (outcome) {
            case Outcome.Committed committed -> free(flight);
            case Outcome.NotAppended notAppended -> sendAgainSoon(flight);
            case Outcome.Unknown unknown -> lostSightOf(flight);
        }
    }

    private void free(Flight flight) {
        lock.lock();
        try {
            giveUpPlace(flight);
        } finally {
            lock.unlock();
        }
        sendWhatFits();
    }

    private void lostSightOf(Flight flight) {
        lock.lock();
        try {
            flight.uncertain = true;
            giveUpPlace(flight);
        } finally {
            lock.unlock();
        }
        sendWhatFits();
    }

    /// The entry keeps its place meanwhile, so that nothing is sent in vain while there is no
    /// leader.
    private void sendAgainSoon(Flight flight) {
        lock.lock();
        try {
            flight.submitted = false;
        } finally {
            lock.unlock();
        }
        try {
            var _ =
                    timers.schedule(
                            () -> sendAgain(flight),
                            PAUSE_BEFORE_RESUBMIT_MS,
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            flight.proposals.forEach(proposal -> fail(proposal, StoreError.STOPPED));
        }
    }

    private void sendAgain(Flight old) {
        List<Proposal> expired = new ArrayList<>();
        Flight again = null;
        lock.lock();
        try {
            if (flights.remove(old.sequence) == null) {
                return;
            }
            List<Proposal> alive = new ArrayList<>();
            long now = ticker.nanos();
            old.proposals.forEach(
                    proposal -> (isExpired(proposal, now) ? expired : alive).add(proposal));
            if (alive.isEmpty()) {
                giveUpPlace(old);
            } else {
                again = newFlight(alive, old.leftNanos);
            }
        } finally {
            lock.unlock();
        }
        expired.forEach(proposal -> fail(proposal, StoreError.NO_LEADER));
        if (again == null) {
            sendWhatFits();
        } else {
            submit(again);
        }
    }

    /// Ends the wait of those whose time is up.
    void sweep() {
        List<Runnable> ends = new ArrayList<>();
        long now = ticker.nanos();
        lock.lock();
        try {
            Proposal head = queue.peek();
            while (head != null && isExpired(head, now)) {
                Proposal late = queue.remove();
                queuedBytes -= late.bytes;
                ends.add(() -> fail(late, StoreError.NO_LEADER));
                head = queue.peek();
            }
            flights.values().removeIf(flight -> flight.submitted && sweep(flight, now, ends));
        } finally {
            lock.unlock();
        }
        ends.forEach(Runnable::run);
        sendWhatFits();
    }

    /// True when nobody waits for the flight any more.
    private boolean sweep(Flight flight, long now, List<Runnable> ends) {
        boolean allExpired = true;
        for (Proposal proposal : flight.proposals) {
            if (!isExpired(proposal, now)) {
                allExpired = false;
            } else if (!proposal.isDone()) {
                StoreError cause = leaders.causeOfTimeout(proposal.madeAtNanos, flight.uncertain);
                ends.add(() -> fail(proposal, cause));
            }
        }
        if (allExpired) {
            giveUpPlace(flight);
        }
        return allExpired;
    }

    private boolean isExpired(Proposal proposal, long now) {
        return now - proposal.madeAtNanos >= limits.timeout.toNanos();
    }

    private void giveUpPlace(Flight flight) {
        if (flight.holdsPlace) {
            flight.holdsPlace = false;
            underWay--;
        }
    }

    private void fail(Proposal proposal, StoreError error) {
        if (proposal.completeExceptionally(new StoreException(error))) {
            failed.increment();
        }
    }

    private static void complete(CompletableFuture<Result> answer, Result result) {
        if (result instanceof Result.Rejected rejected) {
            answer.completeExceptionally(new StoreException(rejected.error()));
        } else {
            answer.complete(result);
        }
    }

    private static CompletableFuture<Result> refused(StoreError error) {
        return CompletableFuture.failedFuture(new StoreException(error));
    }
}
