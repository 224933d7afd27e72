package io.leme.store.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.apply.BackendKind;
import io.leme.store.apply.StateUnderTest;
import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.Command;
import io.leme.store.command.KeyValue;
import io.leme.store.command.Range;
import io.leme.store.command.Result;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Random commands against the real key space and a naive one: every result, every event, ranges at
/// every revision and the history must be the same, across compactions and restarts.
///
/// `-Dmodel.rounds=N` and `-Dmodel.seed=N` run longer or elsewhere.
final class ModelTest {
    @TempDir private Path root;

    @ParameterizedTest
    @CsvSource({"HEAP, 1", "HEAP, 2", "HEAP, 3", "ROCKSDB, 4", "ROCKSDB, 5"})
    void theKeySpaceDoesWhatTheNaiveOneDoes(BackendKind kind, long givenSeed) {
        long seed = Long.getLong("model.seed", givenSeed);
        var random = new Random(seed);
        var commands = new RandomCommands(random);
        var naive = new NaiveKeySpace();
        try (var state = new StateUnderTest(root, kind.factory())) {
            int rounds = Integer.getInteger("model.rounds", 600);
            for (int round = 0; round < rounds; round++) {
                String where = "seed %d, round %d".formatted(seed, round);
                applyOneEntry(state, naive, commands, random, where);
                compareReads(state, naive, commands, random, where);
                if (random.nextInt(150) == 0) {
                    state.reopen(root);
                }
            }
        }
    }

    private static void applyOneEntry(
            StateUnderTest state,
            NaiveKeySpace naive,
            RandomCommands commands,
            Random random,
            String where) {
        List<Command> entry = new ArrayList<>();
        List<Result> expected = new ArrayList<>();
        long before = naive.revision();
        int revisionsBefore = state.revisions().size();
        for (int i = random.nextInt(4); i >= 0; i--) {
            Command command = commands.command(naive.revision());
            entry.add(command);
            expected.add(naive.apply(command));
        }

        List<Result> results = state.apply(entry.toArray(new Command[0]));

        assertThat(results).as("%s: %s", where, entry).isEqualTo(expected);
        assertThat(state.revisions().subList(revisionsBefore, state.revisions().size()))
                .as("%s: events of %s", where, entry)
                .isEqualTo(naive.changes(before + 1));
    }

    private static void compareReads(
            StateUnderTest state,
            NaiveKeySpace naive,
            RandomCommands commands,
            Random random,
            String where) {
        try (View view = state.applier().open()) {
            assertThat(view.revision()).as(where).isEqualTo(naive.revision());
            assertThat(view.compactRevision()).as(where).isEqualTo(naive.compactRevision());
            Range range = commands.range(naive.revision());
            assertThat(range(view, range))
                    .as("%s: %s", where, range)
                    .isEqualTo(expected(naive, range));
            assertThat(handedOver(view, range))
                    .as("%s: %s, key by key", where, range)
                    .isEqualTo(expected(naive, range));
            assertThat(view.leaseKeys(2)).as(where).isEqualTo(naive.leaseKeys(2));

            KeyRange watched = commands.keyRange();
            long oldest = Math.max(0, naive.compactRevision());
            long from = oldest + random.nextInt((int) (naive.revision() - oldest) + 1);
            assertThat(history(view, watched, from, random))
                    .as("%s: history of %s from %d", where, watched, from)
                    .isEqualTo(naive.history(watched, from, naive.revision()));
        }
    }

    private static Result range(View view, Range range) {
        try {
            return view.range(range);
        } catch (StoreException refused) {
            return new Result.Rejected(refused.error());
        }
    }

    /// The same range with its keys given to a sink.
    private static Result handedOver(View view, Range range) {
        List<KeyValue> kvs = new ArrayList<>();
        KeySink sink =
                (key, value, create, mod, version, lease) ->
                        kvs.add(new KeyValue(key, Bytes.from(value), create, mod, version, lease));
        try {
            Result.Ranged rest = view.range(range, sink);
            assertThat(rest.kvs()).isEmpty();
            return new Result.Ranged(rest.revision(), kvs, rest.count(), rest.more());
        } catch (StoreException refused) {
            return new Result.Rejected(refused.error());
        }
    }

    private static Result expected(NaiveKeySpace naive, Range range) {
        if (range.revision() > naive.revision()) {
            return new Result.Rejected(StoreError.FUTURE_REVISION);
        }
        if (range.revision() > 0 && range.revision() < naive.compactRevision()) {
            return new Result.Rejected(StoreError.COMPACTED);
        }
        return naive.range(range);
    }

    private static List<RevisionEvents> history(
            View view, KeyRange watched, long from, Random random) {
        List<RevisionEvents> all = new ArrayList<>();
        long next = from;
        while (next <= view.revision()) {
            View.History part =
                    view.history(watched, next, view.revision(), 1 + random.nextInt(5), true);
            all.addAll(part.revisions());
            next = part.scannedTo() + 1;
        }
        return all;
    }
}
