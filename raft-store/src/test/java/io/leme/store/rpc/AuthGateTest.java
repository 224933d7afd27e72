package io.leme.store.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.Uninterruptibles;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.leme.store.auth.AuthState;
import io.leme.store.auth.TokenTable;
import io.leme.store.base.Ticker;
import io.leme.store.error.StoreException;
import io.leme.store.service.Callers;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.PutResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A member that has applied the log up to entry 9, asked with logins of this and that entry.
class AuthGateTest {
    private static final AuthState AUTH_ON =
            new AuthState(true, 2, new TreeMap<>(), new TreeMap<>());
    private static final long APPLIED = 9;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final TokenTable tokens = new TokenTable(Ticker.SYSTEM, Duration.ofMinutes(5));
    private final Callers callers =
            new Callers(
                    () -> AUTH_ON, tokens, new Callers.Lag(() -> APPLIED, PATIENCE, Runnable::run));
    private final Loopback member =
            Loopback.open(
                    List.of(new PutsAsCaller(callers).bindService()),
                    List.of(new AuthGate(callers, (call, metadata) -> Optional.empty())),
                    1024);

    @AfterEach
    void close() {
        member.close();
    }

    @Test
    void aLoginThatIsKnownPasses() throws Exception {
        tokens.add("known.9", "user");

        assertThat(put("known.9").get()).isEqualTo(PutResponse.getDefaultInstance());
    }

    @Test
    void aCallWaitsForALoginThatThisMemberHasYetToApply() throws Exception {
        var answer = put("late.10");
        assertThat(isStillWaiting(answer)).isTrue();

        tokens.add("late.10", "user");

        assertThat(answer.get()).isEqualTo(PutResponse.getDefaultInstance());
    }

    @Test
    void aCallWaitsForALoginOfTheEntryThatIsBeingApplied() throws Exception {
        var answer = put("now.9");
        assertThat(isStillWaiting(answer)).isTrue();

        tokens.add("now.9", "user");

        assertThat(answer.get()).isEqualTo(PutResponse.getDefaultInstance());
    }

    @Test
    void aLoginThatDoesNotComeIsNone() {
        assertThat(refusal("invented.99")).isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    @Test
    void aLoginOfAnEarlierEntryIsNotWaitedFor() {
        var answer = put("ended.8");

        assertThat(answer.isDone()).isTrue();
        assertThat(refusal("ended.8")).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(refusal("no entry")).isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    private ListenableFuture<PutResponse> put(String token) {
        var metadata = new Metadata();
        metadata.put(Credentials.TOKEN, token);
        return KVGrpc.newFutureStub(member.channel())
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata))
                .put(PutRequest.getDefaultInstance());
    }

    private Status.Code refusal(String token) {
        var failure =
                catchThrowableOfType(
                        ExecutionException.class,
                        () -> Uninterruptibles.getUninterruptibly(put(token)));
        return ((StatusRuntimeException) failure.getCause()).getStatus().getCode();
    }

    private static boolean isStillWaiting(ListenableFuture<PutResponse> answer)
            throws InterruptedException, ExecutionException {
        try {
            answer.get(50, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException still) {
            return true;
        }
    }

    private static final class PutsAsCaller extends KVGrpc.KVImplBase {
        private final Callers callers;

        private PutsAsCaller(Callers callers) {
            this.callers = callers;
        }

        @Override
        public void put(PutRequest request, StreamObserver<PutResponse> answer) {
            try {
                Credentials.caller(callers).requireUser();
                answer.onNext(PutResponse.getDefaultInstance());
                answer.onCompleted();
            } catch (StoreException refused) {
                answer.onError(Statuses.of(refused.error()).asRuntimeException());
            }
        }
    }
}
