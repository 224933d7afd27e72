package io.leme.store.apply;

import static io.leme.store.apply.StateUnderTest.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.base.KeyRange;
import io.leme.store.command.Compact;
import io.leme.store.command.KeyValue;
import io.leme.store.command.Range;
import io.leme.store.command.Result;
import io.leme.store.mvcc.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ConcurrentReadTest {
    private static final int ENTRIES = 500;
    private static final int READERS = 3;

    @TempDir private Path root;

    /// Every entry sets three keys to the same value, so a reader that sees a mixture has seen half
    /// an entry, and one whose revision does not fit the data has seen two instants.
    @ParameterizedTest
    @EnumSource
    void readersSeeWholeEntriesWhileTheStateMovesOn(BackendKind kind) throws Exception {
        var done = new AtomicBoolean();
        try (var state = new StateUnderTest(root, kind.factory());
                ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            List<Future<Integer>> reads = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                reads.add(readers.submit(() -> readUntil(done, state.applier())));
            }
            try {
                write(state);
            } finally {
                done.set(true);
            }
            for (Future<Integer> read : reads) {
                assertThat(read.get()).isPositive();
            }
        }
    }

    private static void write(StateUnderTest state) {
        for (int i = 0; i < ENTRIES; i++) {
            String value = Integer.toString(i);
            state.apply(put("a", value), put("b", value), put("c", value));
            if (i % 50 == 49) {
                state.apply(new Compact(3L * i));
            }
        }
    }

    private static int readUntil(AtomicBoolean done, Applier applier) {
        int views = 0;
        do {
            try (View view = applier.open()) {
                check(view, view.range(Range.of(KeyRange.EVERYTHING)));
            }
            views++;
        } while (!done.get());
        return views;
    }

    private static void check(View view, Result.Ranged range) {
        assertThat(range.revision()).isEqualTo(view.revision());
        if (view.revision() == 1) {
            assertThat(range.kvs()).isEmpty();
            return;
        }
        assertThat(range.kvs())
                .extracting(KeyValue::value)
                .hasSize(3)
                .containsOnly(range.kvs().getFirst().value());
        assertThat(range.kvs().getLast().modRevision()).isEqualTo(view.revision());
    }
}
