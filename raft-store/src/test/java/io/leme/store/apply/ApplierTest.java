package io.leme.store.apply;

import static io.leme.store.apply.StateUnderTest.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.base.MalformedBytesException;
import io.leme.store.command.Compact;
import io.leme.store.command.DeleteRange;
import io.leme.store.command.LeaseExpire;
import io.leme.store.command.LeaseGrant;
import io.leme.store.command.MemberChange;
import io.leme.store.command.PublishMember;
import io.leme.store.command.Put;
import io.leme.store.command.Result;
import io.leme.store.consensus.LogPosition;
import io.leme.store.error.StoreError;
import io.leme.store.mvcc.StateHash;
import io.leme.store.mvcc.View;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ApplierTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource
    void everyCommandOfAnEntryHasItsOwnRevisionAndResult(BackendKind kind) {
        try (var state = open(kind)) {
            List<Result> results = state.apply(put("a", "1"), put("b", "2"), delete("none"));

            assertThat(results)
                    .containsExactly(
                            new Result.Putted(2, Optional.empty()),
                            new Result.Putted(3, Optional.empty()),
                            new Result.Deleted(3, 0, List.of()));
            assertThat(state.revisions()).extracting("revision").containsExactly(2L, 3L);
            assertThat(state.get("b").revision()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedCommandLeavesNoTraceAndDoesNotStopTheOthers(BackendKind kind) {
        try (var state = open(kind)) {
            List<Result> results = state.apply(put("a", "1", 99), put("b", "2"));

            assertThat(results)
                    .containsExactly(
                            new Result.Rejected(StoreError.LEASE_NOT_FOUND),
                            new Result.Putted(2, Optional.empty()));
            assertThat(state.get("a").kvs()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void observersHearOfChangesThenLeasesThenAnswers(BackendKind kind) {
        try (var state = open(kind)) {
            state.apply(new LeaseGrant(5, 60), put("a", "1", 5), new Compact(2));

            assertThat(state.observer().calls)
                    .containsExactly("changed", "granted 5 60", "compacted 2", "answered");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEntryIsAppliedOnce(BackendKind kind) {
        try (var state = open(kind)) {
            state.apply(put("a", "1"));
            StateHash before = state.applier().stateHash();

            state.applier().apply(new LogPosition(1, 0), ByteBuffer.wrap(new byte[] {42}));

            assertThat(state.applier().stateHash()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUnreadableEntryStopsTheMember(BackendKind kind) {
        try (var state = open(kind)) {
            ByteBuffer rubbish = ByteBuffer.wrap(new byte[] {42});

            assertThatThrownBy(() -> state.applier().apply(new LogPosition(1, 0), rubbish))
                    .isInstanceOf(MalformedBytesException.class)
                    .hasMessageContaining("log entry 0");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLeaseEndsOnlyInAnEntryOfTheTermThatSawItRunOut(BackendKind kind) {
        try (var state = open(kind)) {
            state.apply(new LeaseGrant(5, 60), put("a", "1", 5));
            state.term(3);

            assertThat(state.apply(new LeaseExpire(5, 2))).containsExactly(new Result.Done(2));
            assertThat(state.get("a").count()).isEqualTo(1);

            assertThat(state.apply(new LeaseExpire(5, 3)))
                    .containsExactly(new Result.LeaseRevoked(3));
            assertThat(state.get("a").count()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEntryOfTheLogItselfMovesTheIndexAlone(BackendKind kind) {
        try (var state = open(kind)) {
            state.applier().advance(new LogPosition(1, 0));

            assertThat(state.applier().applied()).isEqualTo(new LogPosition(1, 0));
            try (View view = state.applier().open()) {
                assertThat(view.appliedIndex()).isZero();
                assertThat(view.revision()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void membersAreKeptAcrossARestart(BackendKind kind) {
        try (var state = open(kind)) {
            state.apply(new PublishMember(-9, "one", List.of("http://p:1"), List.of("http://c:1")));
            var expected =
                    new MemberRecord(-9, "one", List.of("http://p:1"), List.of("http://c:1"));
            assertThat(state.applier().members().members()).containsExactly(expected);

            state.reopen(directory);

            assertThat(state.applier().members().members()).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMemberThatWasRemovedNeverComesBack(BackendKind kind) {
        try (var state = open(kind)) {
            state.apply(new MemberChange.Add(5, List.of("http://p:1"), true));
            state.apply(new PublishMember(5, "five", List.of("http://q:9"), List.of("http://c:1")));
            assertThat(state.applier().members().members())
                    .containsExactly(
                            new MemberRecord(
                                    5, "five", List.of("http://p:1"), List.of("http://c:1"), true));

            assertThat(state.apply(new MemberChange.Remove(5)))
                    .hasOnlyElementsOfType(Result.Done.class);
            state.apply(new PublishMember(5, "five", List.of("http://p:1"), List.of()));

            assertThat(state.applier().members())
                    .isEqualTo(new MemberRegistry(List.of(), Set.of(5L)));
            assertThat(state.apply(new MemberChange.Add(5, List.of("http://p:1"), false)))
                    .containsExactly(new Result.Rejected(StoreError.MEMBER_EXISTS));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGuardRefusesBeforeAnythingElseLooks(BackendKind kind) {
        Guard noPuts =
                (command, rows) ->
                        command instanceof Put
                                ? Optional.of(StoreError.NO_SPACE)
                                : Optional.empty();
        try (var state = new StateUnderTest(directory, kind.factory(), List.of(noPuts))) {
            assertThat(state.apply(put("a", "1", 99), delete("a")))
                    .containsExactly(
                            new Result.Rejected(StoreError.NO_SPACE),
                            new Result.Deleted(1, 0, List.of()));
        }
    }

    private StateUnderTest open(BackendKind kind) {
        return new StateUnderTest(directory, kind.factory());
    }

    private static DeleteRange delete(String key) {
        return new DeleteRange(KeyRange.single(Bytes.utf8(key)), false);
    }
}
