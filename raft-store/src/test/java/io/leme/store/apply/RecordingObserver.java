package io.leme.store.apply;

import io.leme.store.command.Envelope;
import io.leme.store.command.Result;
import io.leme.store.mvcc.RevisionEvents;
import java.util.ArrayList;
import java.util.List;

/// Keeps everything that it is told, in order.
final class RecordingObserver implements Observer {
    final List<RevisionEvents> revisions = new ArrayList<>();
    final List<Result> results = new ArrayList<>();
    final List<String> calls = new ArrayList<>();

    @Override
    public void changed(List<RevisionEvents> changed) {
        calls.add("changed");
        revisions.addAll(changed);
    }

    @Override
    public void answered(Envelope envelope, List<Result> answers) {
        calls.add("answered");
        results.addAll(answers);
    }

    @Override
    public void leaseGranted(long id, long ttlSeconds) {
        calls.add("granted " + id + " " + ttlSeconds);
    }

    @Override
    public void leaseRevoked(long id) {
        calls.add("revoked " + id);
    }

    @Override
    public void compacted(long revision) {
        calls.add("compacted " + revision);
    }

    @Override
    public void replaced() {
        calls.add("replaced");
    }
}
