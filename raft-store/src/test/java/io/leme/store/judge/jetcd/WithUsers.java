package io.leme.store.judge.jetcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.Auth;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.auth.Permission;
import io.etcd.jetcd.options.GetOption;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.Eventually;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Users and roles.
abstract class WithUsers {
    private final Cluster cluster;

    WithUsers(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void everyMemberKnowsUsersAndWhatTheyMayDo() {
        try (Client open = Client.builder().endpoints(Endpoints.of(cluster)).build()) {
            Auth auth = open.getAuthClient();
            join(auth.userAdd(Endpoints.bytes("root"), Endpoints.bytes("secret")));
            join(auth.userGrantRole(Endpoints.bytes("root"), Endpoints.bytes("root")));
            join(auth.userAdd(Endpoints.bytes("u"), Endpoints.bytes("pass")));
            join(auth.roleAdd(Endpoints.bytes("r")));
            join(
                    auth.roleGrantPermission(
                            Endpoints.bytes("r"),
                            Endpoints.bytes("a"),
                            Endpoints.bytes("c"),
                            Permission.Type.READWRITE));
            join(auth.userGrantRole(Endpoints.bytes("u"), Endpoints.bytes("r")));
            join(auth.authEnable());

            for (URI endpoint : Endpoints.of(cluster)) {
                asUser(endpoint);
            }
            assertThatThrownBy(() ->
                            join(open.getKVClient().get(Endpoints.bytes("a"), linearizable())))
                    .hasMessageContaining("etcdserver: user name is empty");
        }
        changePassword();
        try (Client root = client(Endpoints.of(cluster), "root", "secret")) {
            join(root.getAuthClient().authDisable());
        }
        Endpoints.of(cluster).forEach(WithUsers::awaitOpen);
    }

    private void changePassword() {
        try (Client root = client(Endpoints.of(cluster), "root", "secret")) {
            join(
                    root.getAuthClient()
                            .userChangePassword(Endpoints.bytes("u"), Endpoints.bytes("new")));
        }
        try (Client old = client(Endpoints.of(cluster), "u", "pass")) {
            assertThatThrownBy(() -> join(old.getKVClient().get(Endpoints.bytes("a"))))
                    .rootCause()
                    .hasMessageContaining("authentication failed, invalid user ID or password");
        }
        try (Client changed = client(Endpoints.of(cluster), "u", "new")) {
            join(changed.getKVClient().get(Endpoints.bytes("a")));
        }
    }

    @Test
    void usersAndRolesAreLookedAtAndTakenAway() {
        ByteSequence user = Endpoints.bytes("passing");
        ByteSequence role = Endpoints.bytes("short");
        ByteSequence from = Endpoints.bytes("k");
        ByteSequence end = Endpoints.bytes("l");
        try (Client client = Client.builder().endpoints(Endpoints.of(cluster)).build()) {
            Auth auth = client.getAuthClient();
            join(auth.userAdd(user, Endpoints.bytes("pass")));
            join(auth.roleAdd(role));
            join(auth.roleGrantPermission(role, from, end, Permission.Type.READ));
            join(auth.userGrantRole(user, role));

            assertThat(join(auth.userList()).getUsers()).contains("passing");
            assertThat(join(auth.userGet(user)).getRoles()).containsExactly("short");
            assertThat(join(auth.roleList()).getRoles()).contains("short");
            assertThat(join(auth.roleGet(role)).getPermissions())
                    .singleElement()
                    .satisfies(given -> {
                        assertThat(given.getPermType()).isEqualTo(Permission.Type.READ);
                        assertThat(given.getKey()).isEqualTo(from);
                        assertThat(given.getRangeEnd()).isEqualTo(end);
                    });

            join(auth.roleRevokePermission(role, from, end));
            assertThat(join(auth.roleGet(role)).getPermissions()).isEmpty();
            join(auth.userRevokeRole(user, role));
            assertThat(join(auth.userGet(user)).getRoles()).isEmpty();
            join(auth.roleDelete(role));
            join(auth.userDelete(user));
            assertThat(join(auth.roleList()).getRoles()).doesNotContain("short");
            assertThat(join(auth.userList()).getUsers()).doesNotContain("passing");
        }
    }

    /// The other tests show no token.
    private static void awaitOpen(URI endpoint) {
        try (Client open = Client.builder().endpoints(endpoint).build()) {
            Eventually.eventually(
                    Duration.ofSeconds(15), endpoint + " is open to all", () -> answers(open));
        }
    }

    private static boolean answers(Client open) {
        try {
            join(open.getKVClient().get(Endpoints.bytes("a"), linearizable()));
            return true;
        } catch (CompletionException refused) {
            return false;
        }
    }

    private static void asUser(URI endpoint) {
        try (Client user = client(List.of(endpoint), "u", "pass")) {
            join(user.getKVClient().put(Endpoints.bytes("a"), Endpoints.bytes("v")));
            assertThat(join(user.getKVClient().get(Endpoints.bytes("a"))).getCount()).isEqualTo(1);
            assertThatThrownBy(() ->
                            join(
                                    user.getKVClient()
                                            .put(Endpoints.bytes("c"), Endpoints.bytes("v"))))
                    .hasMessageContaining("etcdserver: permission denied");
            assertThatThrownBy(() -> join(user.getKVClient().get(Endpoints.bytes("c"))))
                    .hasMessageContaining("etcdserver: permission denied");
            assertThatThrownBy(() -> join(user.getAuthClient().userList()))
                    .hasMessageContaining("etcdserver: permission denied");
        }
    }

    private static GetOption linearizable() {
        return GetOption.builder().build();
    }

    private static Client client(List<URI> endpoints, String user, String password) {
        return Client.builder()
                .endpoints(endpoints)
                .user(Endpoints.bytes(user))
                .password(Endpoints.bytes(password))
                .build();
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(15, TimeUnit.SECONDS).join();
    }
}
