package io.leme.store.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.apply.BackendKind;
import io.leme.store.apply.StateUnderTest;
import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.DeleteRange;
import io.leme.store.command.Operation;
import io.leme.store.command.Txn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How much history one call gives; what it gives is the business of transcripts and the model.
final class HistoryTest {
    @TempDir private Path root;

    @ParameterizedTest
    @EnumSource
    void aRevisionIsNeverCutInTwo(BackendKind kind) {
        try (var state = new StateUnderTest(root, kind.factory());
                View view = wideRevisions(state)) {
            View.History history = view.history(KeyRange.EVERYTHING, 0, 9, 1, false);

            assertThat(history.revisions()).hasSize(1);
            assertThat(history.revisions().getFirst().events()).hasSize(20);
            assertThat(history.scannedTo()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void largeValuesEndACallEarlyAndNothingIsLost(BackendKind kind) {
        String megabyte = "x".repeat(1 << 20);
        try (var state = new StateUnderTest(root, kind.factory())) {
            for (int i = 0; i < 20; i++) {
                state.apply(StateUnderTest.put("key " + i, megabyte));
            }
            try (View view = state.applier().open()) {
                View.History first = view.history(KeyRange.EVERYTHING, 2, 21, 1000, true);
                assertThat(first.revisions()).hasSizeBetween(1, 10);
                assertThat(first.scannedTo()).isEqualTo(first.revisions().getLast().revision());

                assertThat(revisions(view, 2)).hasSize(20).isSorted();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotMatchIsPassedOver(BackendKind kind) {
        try (var state = new StateUnderTest(root, kind.factory());
                View view = wideRevisions(state)) {
            KeyRange none = KeyRange.single(Bytes.utf8("none"));

            View.History history = view.history(none, 2, view.revision(), 1, true);

            assertThat(history.revisions()).isEmpty();
            assertThat(history.scannedTo()).isEqualTo(view.revision());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFutureRevisionHasNoHistoryAndIsNotSkipped(BackendKind kind) {
        try (var state = new StateUnderTest(root, kind.factory());
                View view = wideRevisions(state)) {
            View.History history = view.history(KeyRange.EVERYTHING, 50, 90, 1, true);

            assertThat(history.revisions()).isEmpty();
            assertThat(history.scannedTo()).isEqualTo(49);
        }
    }

    /// Two revisions of 20 events each.
    private static View wideRevisions(StateUnderTest state) {
        List<Operation> puts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            puts.add(StateUnderTest.put("key " + i, "x"));
        }
        state.apply(new Txn(List.of(), puts, List.of()));
        state.apply(new DeleteRange(KeyRange.EVERYTHING, false));
        return state.applier().open();
    }

    private static List<Long> revisions(View view, long from) {
        List<Long> revisions = new ArrayList<>();
        long next = from;
        while (next <= view.revision()) {
            View.History part =
                    view.history(KeyRange.EVERYTHING, next, view.revision(), 1000, false);
            part.revisions().forEach(revision -> revisions.add(revision.revision()));
            next = part.scannedTo() + 1;
        }
        return revisions;
    }
}
