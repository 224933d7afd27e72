package io.leme.client.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.leme.client.config.Endpoint;
import io.leme.client.error.ErrorCode;
import io.leme.client.error.ErrorFamily;
import io.leme.client.error.ErrorReason;
import io.leme.client.error.StoreException;
import java.net.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FailuresTest {
    private final ManagedChannel channel = InProcessChannelBuilder.forName("nowhere").build();
    private final EndpointChannel member =
            new EndpointChannel(0, Endpoint.parse("http://h:1"), channel, System::nanoTime);

    @AfterEach
    void close() {
        channel.shutdownNow();
    }

    @Test
    void lostWritesAreUnknownLostReadsAreNot() {
        for (Status lost :
                new Status[] {
                    Status.UNAVAILABLE,
                    Status.DEADLINE_EXCEEDED,
                    Status.CANCELLED,
                    Status.INTERNAL,
                    Status.UNKNOWN,
                    Status.ABORTED
                }) {
            assertThat(family(lost, CallKind.READ, true)).isEqualTo(ErrorFamily.NOT_NOW);
            assertThat(family(lost, CallKind.WRITE, false)).isEqualTo(ErrorFamily.NOT_NOW);
            assertThat(family(lost, CallKind.WRITE, true)).isEqualTo(ErrorFamily.UNKNOWN_OUTCOME);
        }
    }

    @Test
    void refusalsAreRefusalsOfWritesToo() {
        for (Status refused :
                new Status[] {
                    Status.INVALID_ARGUMENT,
                    Status.NOT_FOUND,
                    Status.FAILED_PRECONDITION,
                    Status.OUT_OF_RANGE,
                    Status.PERMISSION_DENIED,
                    Status.UNAUTHENTICATED,
                    Status.UNIMPLEMENTED
                }) {
            assertThat(family(refused, CallKind.WRITE, true)).isEqualTo(ErrorFamily.REJECTED);
        }
    }

    @Test
    void theTextDecidesWhereTheCodeOnTheWireIsNotTheIntendedOne() {
        Status busy = Status.UNKNOWN.withDescription("etcdserver: too many requests");

        StoreException failure = Failures.of(busy, CallKind.WRITE, true, member);

        assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
        assertThat(failure.reason()).isEqualTo(ErrorReason.TOO_MANY_REQUESTS);
        assertThat(failure.family()).isEqualTo(ErrorFamily.NOT_NOW);
    }

    @Test
    void aStoreWithoutSpaceMayHaveWritten() {
        Status full =
                Status.RESOURCE_EXHAUSTED.withDescription(
                        "etcdserver: mvcc: database space exceeded");

        assertThat(family(full, CallKind.WRITE, true)).isEqualTo(ErrorFamily.UNKNOWN_OUTCOME);
    }

    @Test
    void aWriteWithoutLeaderWasNotProposed() {
        Status headless = Status.UNAVAILABLE.withDescription("etcdserver: no leader");

        assertThat(family(headless, CallKind.WRITE, true)).isEqualTo(ErrorFamily.NOT_NOW);
    }

    @Test
    void theServersTextStaysAsItIsTheClientsNamesTheMember() {
        Status said = Status.UNAVAILABLE.withDescription("etcdserver: leader changed");
        Status seen =
                Status.UNAVAILABLE
                        .withDescription("io exception")
                        .withCause(new ConnectException("Connection refused"));

        assertThat(Failures.of(said, CallKind.READ, true, member).text())
                .isEqualTo("etcdserver: leader changed");
        assertThat(Failures.of(seen, CallKind.READ, true, member).text())
                .isEqualTo("http://h:1: io exception: Connection refused");
    }

    @Test
    void theCodeOfARefusedWatcherIsInItsText() {
        StoreException refusal =
                Failures.refusal(
                        "rpc error: code = PermissionDenied desc = etcdserver: permission denied");

        assertThat(refusal.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(refusal.text()).isEqualTo("etcdserver: permission denied");
        assertThat(Failures.refusal("mvcc: watcher range is empty").code())
                .isEqualTo(ErrorCode.FAILED_PRECONDITION);
    }

    @Test
    void aStreamGoesOnElsewhereUnlessItWouldEndSoAnywhere() {
        assertThat(isFinal(Status.UNAVAILABLE, "etcdserver: no leader")).isFalse();
        assertThat(isFinal(Status.INTERNAL, "reset")).isFalse();
        assertThat(isFinal(Status.FAILED_PRECONDITION, "etcdserver: rpc not supported for learner"))
                .isFalse();
        assertThat(isFinal(Status.PERMISSION_DENIED, "etcdserver: permission denied")).isTrue();
        assertThat(isFinal(Status.UNIMPLEMENTED, "unknown service")).isTrue();
    }

    private boolean isFinal(Status status, String text) {
        return Failures.isFinal(
                Failures.of(status.withDescription(text), CallKind.READ, true, member));
    }

    private ErrorFamily family(Status status, CallKind kind, boolean sent) {
        return Failures.of(status, kind, sent, member).family();
    }
}
