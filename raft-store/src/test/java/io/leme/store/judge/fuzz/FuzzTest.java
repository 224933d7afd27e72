package io.leme.store.judge.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import io.leme.store.judge.process.EtcdServices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// No request of any shape ends a member, makes it answer wrongly, or is an error of its own.
@Tag("process")
class FuzzTest {
    private static final long SEED = Long.getLong("leme.fuzz.seed", 2011);
    private static final int ROUNDS = Integer.getInteger("leme.fuzz.rounds", 1);
    private static final int QUIET_MS = 150;
    private static final String HTTP2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    /// What a peer calls of another one, of the log's own protocol and of ours.
    private static final List<String> PEER_METHODS =
            List.of(
                    "ratis.grpc.RaftServerProtocolService/requestVote",
                    "ratis.grpc.RaftServerProtocolService/startLeaderElection",
                    "ratis.grpc.RaftServerProtocolService/readIndex",
                    "ratis.grpc.RaftServerProtocolService/appendEntries",
                    "ratis.grpc.RaftServerProtocolService/installSnapshot",
                    "ratis.grpc.AdminProtocolService/groupManagement",
                    "leme.Peer/Call",
                    "leme.Peer/Checkpoint");

    private final RandomMessages random = new RandomMessages(SEED);

    @Test
    void noBytesOnAPortHarmTheMember() throws Exception {
        try (Patient patient = Patient.start("fuzz-bytes")) {
            for (int i = 0; i < 40 * ROUNDS; i++) {
                strange(patient.clientPort(), random.bytes(2_000));
                strange(patient.peerPort(), random.bytes(2_000));
            }
            peerCalls(patient);
            OddHttp.ask(patient.clientPort());
            patient.isSound();
        }
    }

    @Test
    void noMessageToAnyMethodHarmsTheMember() throws Exception {
        try (Patient patient = Patient.start("fuzz-messages")) {
            Set<Status.Code> own = new TreeSet<>();
            try (RawCalls calls = new RawCalls(patient.member().address())) {
                List<CompletableFuture<Status>> ends = new ArrayList<>();
                for (int round = 0; round < 12 * ROUNDS; round++) {
                    EtcdServices.ALL.forEach(service ->
                            service.getMethods().forEach(m -> ends.add(anything(calls, m))));
                }
                for (CompletableFuture<Status> end : ends) {
                    own.add(end.get(20, TimeUnit.SECONDS).getCode());
                }
            }
            assertThat(own).contains(Status.Code.OK, Status.Code.INVALID_ARGUMENT);
            patient.isSound();
        }
    }

    @Test
    void neitherSizeNorSlownessHarmsTheMember() throws Exception {
        try (Patient patient = Patient.start("fuzz-slow")) {
            Burden.messagesWithoutMeasure(patient);
            patient.isSound();
            Burden.silenceAndSlowness(patient);
            patient.isSound();
        }
    }

    private CompletableFuture<Status> anything(RawCalls calls, MethodDescriptor<?, ?> method) {
        if (!(method.getRequestMarshaller() instanceof PrototypeMarshaller<?> marshaller)
                || !(marshaller.getMessagePrototype() instanceof Message prototype)) {
            throw new IllegalStateException("no generated method: " + method);
        }
        List<byte[]> messages = new ArrayList<>();
        int count = method.getType().clientSendsOneMessage() ? 1 : 1 + random.below(4);
        for (int i = 0; i < count; i++) {
            messages.add(random.request(prototype));
        }
        return calls.call(RawCalls.raw(method), messages);
    }

    private void peerCalls(Patient patient) throws Exception {
        try (RawCalls calls = new RawCalls(patient.peerAddress())) {
            List<CompletableFuture<Status>> ends = new ArrayList<>();
            for (int round = 0; round < 8 * ROUNDS; round++) {
                for (String method : PEER_METHODS) {
                    ends.add(calls.call(RawCalls.named(method), List.of(random.bytes(200))));
                }
            }
            for (CompletableFuture<Status> end : ends) {
                assertThat(end.get(20, TimeUnit.SECONDS).isOk()).isFalse();
            }
        }
    }

    /// Bytes as they are, or behind the opening of a protocol that makes the member look closer.
    private void strange(int port, byte[] bytes) throws IOException {
        try (RawSocket socket = new RawSocket(port)) {
            String opening =
                    switch (random.below(4)) {
                        case 0 -> HTTP2;
                        case 1 ->
                                "POST /v3/kv/put HTTP/1.1\r\nHost: x\r\nContent-Length: 90\r\n\r\n";
                        case 2 -> "\u0016\u0003\u0001";
                        default -> "";
                    };
            socket.send(opening).send(bytes).finish(QUIET_MS);
        }
    }
}
