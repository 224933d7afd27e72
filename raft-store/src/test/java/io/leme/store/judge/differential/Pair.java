package io.leme.store.judge.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.leme.store.judge.process.Answer;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import io.leme.store.judge.process.RequiredPrograms;
import io.leme.wire.rpc.AuthGrpc;
import io.leme.wire.rpc.AuthenticateRequest;
import io.leme.wire.rpc.AuthenticateResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An etcd and a store of one member each, which are asked the same and must answer alike.
final class Pair implements AutoCloseable {
    private final Cluster etcd;
    private final Cluster leme;
    private final List<String> differences = new ArrayList<>();
    private final Map<String, String> etcdTokens = new HashMap<>();
    private final Map<String, String> lemeTokens = new HashMap<>();

    private Pair(Cluster etcd, Cluster leme) {
        this.etcd = etcd;
        this.leme = leme;
    }

    /// @param title names the logs; unique per test
    static Pair start(String title, String... flags) {
        RequiredPrograms.require("etcd");
        Cluster etcd = Cluster.start(ClusterPlan.of(Program.ETCD, 1).withFlags(flags), title);
        try {
            return new Pair(
                    etcd,
                    Cluster.start(
                            ClusterPlan.of(Program.subject(), 1).withFlags(flags),
                            "subject-" + title));
        } catch (RuntimeException | Error failure) {
            etcd.close();
            throw failure;
        }
    }

    Member etcd() {
        return etcd.member(0);
    }

    Member leme() {
        return leme.member(0);
    }

    <Q extends Message, A extends Message> void same(MethodDescriptor<Q, A> method, Q request) {
        compare(
                method,
                request,
                etcd().client().call(method, request),
                leme().client().call(method, request));
    }

    /// A field of a newer etcd than the one at hand is not compared.
    <Q extends Message, A extends Message> void sameBut(
            MethodDescriptor<Q, A> method, Q request, String newerField) {
        compare(
                method,
                request,
                etcd().client().call(method, request),
                without(newerField, leme().client().call(method, request)));
    }

    @SuppressWarnings("unchecked") // a builder builds what it is a builder of
    private static <A extends Message> Answer<A> without(String field, Answer<A> answer) {
        return answer instanceof Answer.Given<A>(A message)
                ? new Answer.Given<>(
                        (A)
                                message.toBuilder()
                                        .clearField(
                                                message.getDescriptorForType()
                                                        .findFieldByName(field))
                                        .build())
                : answer;
    }

    /// As the user who logged in before.
    <Q extends Message, A extends Message> void sameAs(
            String user, MethodDescriptor<Q, A> method, Q request) {
        compare(
                method,
                request,
                etcd().client().callAs(etcdTokens.get(user), method, request),
                leme().client().callAs(lemeTokens.get(user), method, request));
    }

    /// Logs in, or not; tokens are each server's own.
    void login(String user, String password) {
        var request = AuthenticateRequest.newBuilder().setName(user).setPassword(password).build();
        var expected = etcd().client().call(AuthGrpc.getAuthenticateMethod(), request);
        var actual = leme().client().call(AuthGrpc.getAuthenticateMethod(), request);
        if (expected instanceof Answer.Given<AuthenticateResponse>(AuthenticateResponse one)
                && actual instanceof Answer.Given<AuthenticateResponse>(AuthenticateResponse two)) {
            etcdTokens.put(user, one.getToken());
            lemeTokens.put(user, two.getToken());
            assertThat(two.getToken()).matches("[a-zA-Z]{16}\\.\\d+");
            compare(
                    AuthGrpc.getAuthenticateMethod(),
                    request,
                    new Answer.Given<>(one.toBuilder().clearToken().build()),
                    new Answer.Given<>(two.toBuilder().clearToken().build()));
        } else {
            compare(AuthGrpc.getAuthenticateMethod(), request, expected, actual);
        }
    }

    /// Tokens that nobody was given.
    void forgeToken(String user) {
        etcdTokens.put(user, "forged.1");
        lemeTokens.put(user, "forged.1");
    }

    private <Q extends Message, A extends Message> void compare(
            MethodDescriptor<Q, A> method, Q request, Answer<A> expected, Answer<A> actual) {
        for (Difference difference :
                Answers.compare(method.getFullMethodName(), expected, actual)) {
            differences.add(Answers.text(request) + " -> " + difference);
        }
    }

    /// Fails with every difference since the last time.
    void assertAlike() {
        List<String> found = List.copyOf(differences);
        differences.clear();
        assertThat(found).isEmpty();
    }

    static ByteString utf8(String text) {
        return ByteString.copyFromUtf8(text);
    }

    @Override
    public void close() {
        leme.close();
        etcd.close();
    }
}
