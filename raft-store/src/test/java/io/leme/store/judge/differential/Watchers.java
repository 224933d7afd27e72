package io.leme.store.judge.differential;

import com.google.protobuf.Message;
import io.leme.store.judge.process.Eventually;
import io.leme.wire.kv.Event;
import io.leme.wire.rpc.WatchResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The watchers of a run, on both sides, and what they must have received.
final class Watchers {
    private static final Duration BOUND = Duration.ofSeconds(15);

    private final Side etcd;
    private final Side leme;
    private final Known known;
    private final List<Expectation> living = new ArrayList<>();
    private final List<Event> everything = new ArrayList<>();

    Watchers(Side etcd, Side leme, Known known) {
        this.etcd = etcd;
        this.leme = leme;
        this.known = known;
    }

    /// A watcher that a compaction ended keeps its id until the client cancels it: etcd does so.
    List<Difference> create(Step.Watch step) {
        int stream = step.stream();
        int etcdPosition = etcd.journal(stream).stream().size();
        int lemePosition = leme.journal(stream).stream().size();
        WatchResponse expected = etcd.watch(stream, step.request());
        WatchResponse actual = leme.watch(stream, step.request());
        List<Difference> differences = Answers.compare("Watch", expected, actual);
        if (expected.getCanceled() || !differences.isEmpty()) {
            return differences;
        }
        long id = expected.getWatchId();
        known.watchIds(stream).add(id);
        long start = step.request().getStartRevision();
        if (start > 0 && start < known.compacted()) {
            etcd.awaitEndOf(stream, id, etcdPosition);
            leme.awaitEndOf(stream, id, lemePosition);
            return List.of();
        }
        differences = catchUp();
        var expectation =
                new Expectation(stream, id, step.request(), known.revision(), known.compacted());
        expectation.advance(everything);
        living.add(expectation);
        return differences;
    }

    List<Difference> cancel(Step.Unwatch step) {
        int stream = step.stream();
        long id = step.watchId();
        Optional<Expectation> watcher = living(stream, id);
        var differences = new ArrayList<>(catchUp());
        watcher.ifPresent(this::awaitDue);
        int etcdPosition = etcd.journal(stream).stream().size();
        int lemePosition = leme.journal(stream).stream().size();
        etcd.sendCancel(stream, id);
        leme.sendCancel(stream, id);
        if (known.watchIds(stream).remove(id)) {
            etcd.awaitEndOf(stream, id, etcdPosition);
            leme.awaitEndOf(stream, id, lemePosition);
            differences.addAll(compare(stream, id));
            watcher.ifPresent(living::remove);
        }
        return differences;
    }

    /// Waits until all watchers have what they must have; returns what differs.
    List<Difference> settle() {
        var differences = new ArrayList<>(catchUp());
        living.forEach(this::awaitDue);
        for (int stream = 0; stream < known.streams(); stream++) {
            var ids = new TreeSet<>(etcd.journal(stream).watchers());
            ids.addAll(leme.journal(stream).watchers());
            for (long id : ids) {
                differences.addAll(compare(stream, id));
            }
        }
        return differences;
    }

    /// After this no watcher of either side reads history any more, so that a compaction cannot
    /// overtake one on one side alone.
    void awaitNoneBehind() {
        etcd.awaitNoneBehind();
        leme.awaitNoneBehind();
    }

    /// Waits until both watchers of everything are at the newest revision, and compares them.
    private List<Difference> catchUp() {
        for (Side side : List.of(etcd, leme)) {
            Eventually.eventually(
                    BOUND,
                    side + " delivers revision " + known.revision() + " to the watcher of all keys",
                    () ->
                            known.revision() <= 1
                                    || side.everything().lastRevisionOf(WatchJournal.FIRST)
                                            >= known.revision());
        }
        List<Message> expected = etcd.everything().take(WatchJournal.FIRST);
        List<Message> actual = leme.everything().take(WatchJournal.FIRST);
        expected.forEach(message -> everything.add((Event) message));
        return sequences(expected, actual);
    }

    private void awaitDue(Expectation one) {
        one.advance(everything);
        for (Side side : List.of(etcd, leme)) {
            var journal = side.journal(one.stream());
            Eventually.obtain(
                    BOUND,
                    () ->
                            side
                                    + " delivers to "
                                    + one
                                    + "; due "
                                    + one.due().size()
                                    + ", received "
                                    + Answers.text(journal.of(one.watchId()).toString()),
                    () ->
                            journal.eventsOf(one.watchId()) >= one.due().size()
                                    ? Optional.of(one)
                                    : Optional.empty());
        }
    }

    private Optional<Expectation> living(int stream, long id) {
        return living.stream()
                .filter(one -> one.stream() == stream && one.watchId() == id)
                .findFirst();
    }

    private List<Difference> compare(int stream, long id) {
        var expected = new ArrayList<>(etcd.journal(stream).take(id));
        var actual = new ArrayList<>(leme.journal(stream).take(id));
        var differences = new ArrayList<Difference>();
        Optional<Expectation> watcher = living(stream, id);
        if (watcher.isPresent()) {
            boolean etcdHasIt = expected.removeIf(m -> compactedDelete(watcher.get(), m));
            boolean lemeHasIt = actual.removeIf(m -> compactedDelete(watcher.get(), m));
            if (etcdHasIt != lemeHasIt) {
                String field = "delete at the compacted revision";
                differences.add(new Difference("Watch", field, "" + etcdHasIt, "" + lemeHasIt));
            }
            checkDue(watcher.get(), expected);
        }
        differences.addAll(sequences(expected, actual));
        return differences;
    }

    private static boolean compactedDelete(Expectation watcher, Message message) {
        return message instanceof Event event && watcher.isCompactedDelete(event);
    }

    /// Judges the judge: what etcd delivered must be what its own watcher of everything saw.
    private static void checkDue(Expectation watcher, List<Message> received) {
        List<String> due = watcher.due().stream().map(Watchers::place).toList();
        List<String> got =
                received.stream()
                        .filter(Event.class::isInstance)
                        .map(message -> place((Event) message))
                        .toList();
        if (!due.equals(got)) {
            throw new AssertionError(
                    "etcd itself delivers " + got + " where " + due + " is due to " + watcher);
        }
        watcher.due().clear();
    }

    private static String place(Event event) {
        return event.getType()
                + " "
                + Answers.text(event.getKv().getKey())
                + "@"
                + event.getKv().getModRevision();
    }

    private static List<Difference> sequences(List<Message> expected, List<Message> actual) {
        if (expected.size() != actual.size()) {
            return List.of(
                    new Difference(
                            "Watch",
                            "messages",
                            Answers.text(expected.toString()),
                            Answers.text(actual.toString())));
        }
        var differences = new ArrayList<Difference>();
        for (int i = 0; i < expected.size(); i++) {
            differences.addAll(Answers.compare("Watch", expected.get(i), actual.get(i)));
        }
        return differences;
    }
}
