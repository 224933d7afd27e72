package io.leme.store.judge.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.leme.store.TestCertificates;
import io.leme.store.TestCertificates.Identity;
import io.leme.store.judge.process.Answer;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import io.leme.store.judge.process.Transport;
import io.leme.wire.auth.Permission;
import io.leme.wire.rpc.AuthEnableRequest;
import io.leme.wire.rpc.AuthGrpc;
import io.leme.wire.rpc.AuthRoleAddRequest;
import io.leme.wire.rpc.AuthRoleGrantPermissionRequest;
import io.leme.wire.rpc.AuthRoleRevokePermissionRequest;
import io.leme.wire.rpc.AuthUserAddRequest;
import io.leme.wire.rpc.AuthUserGrantRoleRequest;
import io.leme.wire.rpc.AuthenticateRequest;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.PutResponse;
import io.leme.wire.rpc.RangeRequest;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three members whose peers have to show certificates of one name that are not revoked, and that
/// give users signed tokens.
@Tag("process")
class AccessTest {
    private static final Duration BOUND = Duration.ofSeconds(40);

    /// How long is waited for an answer that must not come.
    private static final Duration IN_VAIN = Duration.ofSeconds(1);

    private static final ByteString KEY = ByteString.copyFromUtf8("key");
    private static final PutRequest PUT = PutRequest.newBuilder().setKey(KEY).build();
    private static final RangeRequest GET = RangeRequest.newBuilder().setKey(KEY).build();

    private static final long TTL_SECONDS = 137;
    private static final Pattern END = Pattern.compile("\"exp\":(\\d+)");

    @TempDir Path directory;

    private TestCertificates certificates;
    private Cluster places;
    private final List<Member> members = new ArrayList<>();

    @BeforeEach
    void prepare() throws Exception {
        certificates = new TestCertificates(directory);
        Identity client = certificates.issue("client");
        var transport =
                new Transport.Tls(certificates.authority(), client.certificate(), client.key());
        var plan = ClusterPlan.of(Program.subject(), 3).withTransport(transport);
        places = Cluster.prepare(plan, "access");
        Path revoked = certificates.revoke();
        String tokens = signedTokens();
        for (Member place : places.members()) {
            String name = place.settings().name();
            Identity own = certificates.issue(name, "peer");
            members.add(
                    new Member(
                            Program.subject(),
                            place.settings()
                                    .withFlags(
                                            List.of(
                                                    "--peer-cert-file=" + own.certificate(),
                                                    "--peer-key-file=" + own.key(),
                                                    "--peer-cert-allowed-cn=peer",
                                                    "--peer-crl-file=" + revoked,
                                                    "--bcrypt-cost=4",
                                                    tokens))));
        }
    }

    @AfterEach
    void stop() {
        members.forEach(Member::close);
        places.close();
    }

    @Test
    void peersAreKnownByTheirCertificatesAndUsersByTheirTokens() throws Exception {
        Member outsider = members.getLast();
        certificates.issue("c", "stranger");
        members.forEach(Member::start);
        members.subList(0, 2).forEach(Member::awaitReady);

        assertThat(isOutside(outsider)).as("a peer of another name is outside").isTrue();
        Identity proper = certificates.issue("c", "peer");
        outsider.awaitReady();

        outsider.kill();
        certificates.revoke(proper);
        outsider.start();
        assertThat(isOutside(outsider)).as("a peer that is revoked is outside").isTrue();
        members.getFirst().awaitReady();
        certificates.revoke();
        outsider.awaitReady();

        usersAreKnownByTheirTokens();
    }

    private void usersAreKnownByTheirTokens() {
        Member first = members.getFirst();
        enableUsers(first);
        Instant before = Instant.now();
        String root = login(first, "root");
        String user = login(first, "user");
        assertThat(endOf(user))
                .isBetween(
                        before.getEpochSecond() + TTL_SECONDS,
                        Instant.now().getEpochSecond() + TTL_SECONDS);
        for (Member member : members) {
            // Once it has read, it knows that users have to show tokens.
            member.client().callAs(root, KVGrpc.getRangeMethod(), GET).orFail();
            member.client().callAs(user, KVGrpc.getPutMethod(), PUT).orFail();
            assertThat(member.client().callAs(user + "x", KVGrpc.getPutMethod(), PUT))
                    .isEqualTo(refusal("UNAUTHENTICATED", "etcdserver: invalid auth token"));
        }

        var revoke =
                AuthRoleRevokePermissionRequest.newBuilder().setRole("role").setKey(KEY).build();
        first.client().callAs(root, AuthGrpc.getRoleRevokePermissionMethod(), revoke).orFail();
        Answer<PutResponse> old = first.client().callAs(user, KVGrpc.getPutMethod(), PUT);
        assertThat(old)
                .isEqualTo(
                        refusal("INVALID_ARGUMENT", "etcdserver: revision of auth store is old"));
        Answer<PutResponse> renewed =
                first.client().callAs(login(first, "user"), KVGrpc.getPutMethod(), PUT);
        assertThat(renewed)
                .isEqualTo(refusal("PERMISSION_DENIED", "etcdserver: permission denied"));
    }

    /// A user whose role may write one key, and root.
    private static void enableUsers(Member member) {
        var client = member.client();
        for (String name : List.of("root", "user")) {
            var user = AuthUserAddRequest.newBuilder().setName(name).setPassword("secret");
            client.call(AuthGrpc.getUserAddMethod(), user.build()).orFail();
        }
        var role = AuthRoleAddRequest.newBuilder().setName("role").build();
        client.call(AuthGrpc.getRoleAddMethod(), role).orFail();
        var permission = Permission.newBuilder().setPermType(Permission.Type.READWRITE).setKey(KEY);
        var permit =
                AuthRoleGrantPermissionRequest.newBuilder().setName("role").setPerm(permission);
        client.call(AuthGrpc.getRoleGrantPermissionMethod(), permit.build()).orFail();
        grant(member, "user", "role");
        grant(member, "root", "root");
        var enable = AuthEnableRequest.getDefaultInstance();
        client.call(AuthGrpc.getAuthEnableMethod(), enable).orFail();
    }

    private static void grant(Member member, String user, String role) {
        var grant = AuthUserGrantRoleRequest.newBuilder().setUser(user).setRole(role).build();
        member.client().call(AuthGrpc.getUserGrantRoleMethod(), grant).orFail();
    }

    private static String login(Member member, String name) {
        var login = AuthenticateRequest.newBuilder().setName(name).setPassword("secret").build();
        return member.client().call(AuthGrpc.getAuthenticateMethod(), login).orFail().getToken();
    }

    /// When a signed token ends, in seconds since 1970.
    private static long endOf(String token) {
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8);
        Matcher end = END.matcher(claims);
        assertThat(end.find()).as(claims).isTrue();
        return Long.parseLong(end.group(1));
    }

    private static Answer.Refused<PutResponse> refusal(String code, String text) {
        return new Answer.Refused<>(Status.Code.valueOf(code), text);
    }

    /// Whether a member that serves clients has no say in the cluster.
    private static boolean isOutside(Member member) {
        Eventually.eventually(BOUND, "it serves clients", () -> member.status().isGiven());
        return !member.client().call(KVGrpc.getPutMethod(), PUT, IN_VAIN).isGiven();
    }

    /// The flag for tokens that are signed with a fresh key.
    private String signedTokens() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        return "--auth-token=jwt,sign-method=RS256,pub-key=%s,priv-key=%s,ttl=%ds"
                .formatted(
                        pem("tokens.pub", keys.getPublic()),
                        pem("tokens.key", keys.getPrivate()),
                        TTL_SECONDS);
    }

    private Path pem(String name, Object content) throws IOException {
        Path path = directory.resolve(name);
        try (Writer file = Files.newBufferedWriter(path);
                JcaPEMWriter pem = new JcaPEMWriter(file)) {
            pem.writeObject(content);
        }
        return path;
    }
}
