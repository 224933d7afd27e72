package io.leme.store.consensus;

import io.leme.store.command.Envelope;
import io.leme.store.command.EnvelopeCodec;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/// A log whose outcomes the test decides, entry by entry.
final class ScriptedLog implements EntryLog {
    final List<Envelope> entries = new ArrayList<>();
    private final Queue<CompletableFuture<Outcome>> open = new ArrayDeque<>();
    private volatile boolean shared;

    @Override
    public synchronized CompletableFuture<Outcome> submit(byte[] entry) {
        entries.addAll(EnvelopeCodec.decode(ByteBuffer.wrap(entry)));
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        open.add(outcome);
        return outcome;
    }

    @Override
    public int maxEntryBytes() {
        return 4 << 20;
    }

    @Override
    public boolean isShared() {
        return shared;
    }

    /// Other members join.
    void share() {
        shared = true;
    }

    /// Ends the oldest entry that is under way.
    void end(Outcome outcome) {
        CompletableFuture<Outcome> oldest;
        synchronized (this) {
            oldest = open.remove();
        }
        oldest.complete(outcome);
    }

    synchronized int size() {
        return entries.size();
    }

    synchronized Envelope entry(int number) {
        return entries.get(number);
    }
}
