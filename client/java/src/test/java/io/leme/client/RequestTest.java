package io.leme.client;

import static io.leme.client.fake.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leme.client.config.EndpointPolicy;
import io.leme.client.error.ErrorCode;
import io.leme.client.error.ErrorFamily;
import io.leme.client.error.ErrorReason;
import io.leme.client.error.StoreException;
import io.leme.client.fake.FakeEtcd;
import io.leme.client.fake.FakeStore;
import io.leme.client.kv.ByteSequence;
import io.leme.client.kv.KeyRange;
import io.leme.client.kv.Operation;
import io.leme.client.kv.PutOptions;
import io.leme.client.kv.PutResult;
import io.leme.client.kv.RangeOptions;
import io.leme.client.kv.RangeResult;
import io.leme.client.kv.Txn;
import io.leme.client.maintenance.EndpointHealth;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests with one answer, against members that fail them.
final class RequestTest {
    private static final ByteSequence A = ByteSequence.utf8("a");
    private static final ByteSequence ONE = ByteSequence.utf8("1");
    private static final Duration SHORT = Duration.ofMillis(300);

    private final FakeStore store = new FakeStore();
    private FakeEtcd first;
    private FakeEtcd second;
    private LemeClient client;

    @BeforeEach
    void start() throws IOException {
        first = FakeEtcd.start(store);
        second = FakeEtcd.start(store);
        client = builder().build();
    }

    @AfterEach
    void stop() throws InterruptedException {
        client.close();
        first.close();
        second.close();
    }

    private LemeClientBuilder builder() {
        return LemeClient.builder().endpoints(first.endpoint(), second.endpoint());
    }

    @Test
    void requestsGoRoundTheMembers() {
        for (int i = 0; i < 4; i++) {
            client.kv().get(A);
        }

        assertThat(first.faults().asked()).isEqualTo(2);
        assertThat(second.faults().asked()).isEqualTo(2);
    }

    @Test
    void aStickyClientStaysUntilItsMemberFails() throws InterruptedException {
        try (LemeClient sticky = builder().policy(EndpointPolicy.STICKY).build()) {
            sticky.kv().get(A);
            sticky.kv().get(A);
            assertThat(second.faults().asked()).isZero();

            first.kill();
            sticky.kv().get(A);
            sticky.kv().get(A);
            assertThat(second.faults().asked()).isEqualTo(2);
        }
    }

    @Test
    void readsGoOnWhenAMemberIsGone() throws InterruptedException {
        store.put("a", "1");
        first.kill();

        for (int i = 0; i < 6; i++) {
            assertThat(client.kv().get(A).kvs()).hasSize(1);
        }
        assertThat(second.faults().asked()).isEqualTo(6);
    }

    @Test
    void writesGoOnWhenAMemberRefusesConnections() throws InterruptedException {
        first.kill();

        for (int i = 0; i < 6; i++) {
            assertThat(client.kv().put(A, ONE).revision()).isEqualTo(2 + i);
        }
        assertThat(store.revision()).isEqualTo(7);
    }

    @Test
    void aReadWaitsForAClusterThatIsBack() throws Exception {
        first.kill();
        second.kill();

        CompletableFuture<RangeResult> answer =
                client.kv().rangeAsync(KeyRange.single(A), RangeOptions.standard());
        assertThat(answer).isNotDone();
        second.start();

        assertThat(answer.get().revision()).isEqualTo(1);
    }

    @Test
    void aReadIsRepeatedWhileMembersAreUnavailable() {
        first.faults().unavailable(3, "etcdserver: leader changed");
        second.faults().unavailable(3, "etcdserver: leader changed");

        assertThat(client.kv().get(A).revision()).isEqualTo(1);
        assertThat(first.faults().asked() + second.faults().asked()).isEqualTo(7);
    }

    @Test
    void aReadThatStaysUnavailableEndsWithTheServersWords() {
        first.faults().unavailable(1000, "etcdserver: leader changed");
        second.faults().unavailable(1000, "etcdserver: leader changed");

        try (LemeClient hasty = builder().requestTimeout(SHORT).build()) {
            StoreException failure = failureOf(() -> hasty.kv().get(A));
            assertThat(failure.family()).isEqualTo(ErrorFamily.NOT_NOW);
            assertThat(failure.reason()).isEqualTo(ErrorReason.LEADER_CHANGED);
        }
    }

    @Test
    void aWriteWhoseAnswerIsLostIsNotSentAgain() {
        first.faults().loseAnswers(true);
        second.faults().loseAnswers(true);

        StoreException failure = failureOf(() -> client.kv().put(A, ONE));

        assertThat(failure.family()).isEqualTo(ErrorFamily.UNKNOWN_OUTCOME);
        assertThat(failure.reason()).isEqualTo(ErrorReason.TIMED_OUT);
        assertThat(first.faults().asked() + second.faults().asked()).isEqualTo(1);
        assertThat(store.revision()).isEqualTo(2);
    }

    @Test
    void aWriteOnABreakingConnectionIsNotSentAgain() throws Exception {
        first.faults().silent(true);
        second.faults().silent(true);
        CompletableFuture<PutResult> answer = client.kv().putAsync(A, ONE, PutOptions.standard());
        waitUntilAsked(1);

        first.kill();

        assertThatThrownBy(answer::get)
                .cause()
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure ->
                                assertThat(failure.family())
                                        .isEqualTo(ErrorFamily.UNKNOWN_OUTCOME));
        assertThat(second.faults().asked()).isZero();
    }

    @Test
    void aTransactionIsRepeatedOnlyIfItCannotWrite() {
        first.faults().unavailable(1, "etcdserver: request timed out");
        assertThat(client.kv().txn(Txn.of(Operation.get(A))).succeeded()).isTrue();

        first.faults().unavailable(1, "etcdserver: request timed out");
        second.faults().unavailable(1, "etcdserver: request timed out");
        Txn writing = Txn.of(Operation.get(A), Operation.nested(Txn.of(Operation.put(A, ONE))));
        assertThat(failureOf(() -> client.kv().txn(writing)).family())
                .isEqualTo(ErrorFamily.UNKNOWN_OUTCOME);
    }

    @Test
    void silenceEndsWithTheRequestTimeout() {
        first.faults().silent(true);
        second.faults().silent(true);
        try (LemeClient hasty = builder().requestTimeout(SHORT).build()) {
            StoreException read = failureOf(() -> hasty.kv().get(A));
            StoreException write = failureOf(() -> hasty.kv().put(A, ONE));

            assertThat(read.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
            assertThat(read.family()).isEqualTo(ErrorFamily.NOT_NOW);
            assertThat(write.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
            assertThat(write.family()).isEqualTo(ErrorFamily.UNKNOWN_OUTCOME);
        }
    }

    @Test
    void aWriteThatFoundNoMemberHasNotHappened() throws InterruptedException {
        first.kill();
        second.kill();
        try (LemeClient hasty = builder().requestTimeout(SHORT).build()) {
            StoreException failure = failureOf(() -> hasty.kv().put(A, ONE));

            assertThat(failure.family()).isEqualTo(ErrorFamily.NOT_NOW);
            assertThat(failure.text()).contains("127.0.0.1").contains("refused");
        }
    }

    @Test
    void aRefusalIsNotRepeated() {
        store.put("a", "1");
        store.compact(2);
        RangeOptions past = RangeOptions.standard().withRevision(1);

        StoreException failure = failureOf(() -> client.kv().range(KeyRange.single(A), past));

        assertThat(failure.is(ErrorReason.COMPACTED)).isTrue();
        assertThat(failure.code()).isEqualTo(ErrorCode.OUT_OF_RANGE);
        assertThat(failure.family()).isEqualTo(ErrorFamily.REJECTED);
        assertThat(first.faults().asked() + second.faults().asked()).isEqualTo(1);
    }

    @Test
    void aServiceThatIsNotThereIsARefusal() {
        StoreException failure = failureOf(() -> client.maintenance().members(false));

        assertThat(failure.code()).isEqualTo(ErrorCode.UNIMPLEMENTED);
        assertThat(failure.family()).isEqualTo(ErrorFamily.REJECTED);
    }

    @Test
    void cancellingTheFutureCancelsTheRequest() throws Exception {
        first.faults().silent(true);
        CompletableFuture<RangeResult> answer =
                client.kv().rangeAsync(KeyRange.single(A), RangeOptions.standard());
        waitUntilAsked(1);

        answer.cancel(true);

        eventually(() -> assertThat(first.faults().cancelled()).isEqualTo(1));
    }

    @Test
    void anInterruptedCallerGivesUpAndStaysInterrupted() throws Exception {
        first.faults().silent(true);
        CompletableFuture<StoreException> seen = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller =
                new Thread(() -> {
                    seen.complete(failureOf(() -> client.kv().get(A)));
                    interrupted.complete(Thread.currentThread().isInterrupted());
                });
        caller.start();
        waitUntilAsked(1);

        caller.interrupt();

        assertThat(seen.get().code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(interrupted.get()).isTrue();
        eventually(() -> assertThat(first.faults().cancelled()).isEqualTo(1));
    }

    @Test
    void closingFailsWhatIsUnderWayAndWhatComesAfter() {
        first.faults().silent(true);
        CompletableFuture<RangeResult> underWay =
                client.kv().rangeAsync(KeyRange.single(A), RangeOptions.standard());

        client.close();

        assertThatThrownBy(underWay::get).hasCauseInstanceOf(StoreException.class);
        assertThat(failureOf(() -> client.kv().get(A)).family()).isEqualTo(ErrorFamily.BROKEN);
    }

    @Test
    void aFailureShowsWhoWaitedForIt() {
        store.compact(5);
        RangeOptions past = RangeOptions.standard().withRevision(1);

        StoreException failure = failureOf(() -> client.kv().range(KeyRange.single(A), past));

        assertThat(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(RequestTest.class.getName()));
        assertThat(failure).hasCauseInstanceOf(StoreException.class);
    }

    @Test
    void statusIsThatOfTheMemberThatWasAsked() {
        var asked = client.maintenance().endpoints().get(1);

        assertThat(client.maintenance().status(asked).isLeader()).isTrue();
        assertThat(second.faults().asked()).isEqualTo(1);
        assertThat(first.faults().asked()).isZero();
    }

    @Test
    void aMemberThatIsGoneIsUnhealthyWhateverTheOthersSay() throws InterruptedException {
        first.kill();
        var endpoints = client.maintenance().endpoints();

        EndpointHealth gone = client.maintenance().health(endpoints.get(0));
        assertThat(gone.healthy()).isFalse();
        assertThat(gone.problem()).contains("refused");
        assertThat(client.maintenance().health(endpoints.get(1)).healthy()).isTrue();
    }

    private void waitUntilAsked(int times) {
        eventually(() -> assertThat(first.faults().asked()).isEqualTo(times));
    }

    private static StoreException failureOf(Runnable request) {
        return catchThrowableOfType(StoreException.class, request::run);
    }
}
