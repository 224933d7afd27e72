package io.leme.store.service;

import io.leme.store.error.StoreException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// How wishes to promote a learner ended, since the start of this member. Threads: any.
public final class PromotionCounts {
    private static final String UNKNOWN = "unknown";

    private final LongAdder successes = new LongAdder();

    /// By the text of the error, of which there are few.
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

    <T> CompletableFuture<T> counted(CompletableFuture<T> promotion) {
        return promotion.whenComplete((done, failure) -> {
            if (failure == null) {
                successes.increment();
            } else {
                failures.computeIfAbsent(reason(failure), fresh -> new LongAdder()).increment();
            }
        });
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof StoreException refused ? refused.error().text() : UNKNOWN;
    }

    public long successes() {
        return successes.sum();
    }

    /// How many failed, by the text of the error.
    public Map<String, LongAdder> failures() {
        return Map.copyOf(failures);
    }
}
