package io.leme.store.service;

import io.leme.store.command.Alarm;
import io.leme.store.consensus.Leadership;
import io.leme.store.consensus.ReadGate;
import io.leme.store.error.StoreException;
import io.leme.store.mvcc.View;
import io.leme.store.mvcc.ViewSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Whether this member can serve.
public final class Health {
    private static final Optional<String> WELL = Optional.empty();

    private final Leadership leadership;
    private final ReadGate gate;
    private final ViewSource views;
    private final Duration patience;
    private final Standing standing;
    private final HealthChecks checks = new HealthChecks();
    private final LongAdder successes = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /// What is known of this member's place: the alarms of the cluster, and whether it is a
    /// learner.
    public record Standing(Supplier<List<Alarm>> alarms, BooleanSupplier learner) {}

    public Health(
            Leadership leadership,
            ReadGate gate,
            ViewSource views,
            Duration patience,
            Standing standing) {
        this.standing = standing;
        this.leadership = leadership;
        this.gate = gate;
        this.views = views;
        this.patience = patience;
    }

    /// What single checks have found.
    public HealthChecks checks() {
        return checks;
    }

    /// Counts an answer to whoever asked for this member's health.
    public void told(boolean well) {
        (well ? successes : failures).increment();
    }

    public long successes() {
        return successes.sum();
    }

    public long failures() {
        return failures.sum();
    }

    /// etcd's names of the alarms that are raised.
    public List<String> alarms() {
        return standing.alarms.get().stream()
                .map(alarm ->
                        switch (alarm.kind()) {
                            case NO_SPACE -> "NOSPACE";
                            case CORRUPT -> "CORRUPT";
                        })
                .distinct()
                .toList();
    }

    /// Whether an alarm says that some member's data is wrong.
    public CompletableFuture<Optional<String>> dataCorruption() {
        return CompletableFuture.completedFuture(
                alarms().contains("CORRUPT") ? Optional.of("alarm activated: CORRUPT") : WELL);
    }

    /// Whether this member has no vote.
    public CompletableFuture<Optional<String>> nonLearner() {
        return CompletableFuture.completedFuture(
                standing.learner.getAsBoolean() ? Optional.of("member is a learner") : WELL);
    }

    public boolean hasLeader() {
        return leadership.leader().isPresent();
    }

    /// What keeps this member from reading its own state; empty when nothing does.
    public CompletableFuture<Optional<String>> serializableRead() {
        return CompletableFuture.completedFuture(read());
    }

    /// What keeps this member from reading the cluster's state; empty when nothing does.
    public CompletableFuture<Optional<String>> linearizableRead() {
        return gate.await()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                // Not on the thread of an answer: there is nothing to read while another member's
                // state is put in place.
                .handleAsync(
                        (passed, failure) -> failure == null ? read() : reason(failure),
                        Thread::startVirtualThread);
    }

    private Optional<String> read() {
        try (View view = views.open()) {
            return view.revision() > 0 ? WELL : Optional.of("no revision");
        } catch (StoreException failure) {
            return Optional.of(failure.error().text());
        }
    }

    private static Optional<String> reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return Optional.of(
                cause instanceof TimeoutException
                        ? "context deadline exceeded"
                        : "" + cause.getMessage());
    }
}
