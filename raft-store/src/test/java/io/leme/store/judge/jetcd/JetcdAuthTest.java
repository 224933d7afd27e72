package io.leme.store.judge.jetcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.Auth;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.auth.Permission;
import io.etcd.jetcd.options.GetOption;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Program;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JetcdAuthTest {
    private Cluster cluster;

    @BeforeAll
    void start() {
        cluster =
                Cluster.start(
                        ClusterPlan.of(Program.subject(), 3).withFlags("--bcrypt-cost=4"),
                        "jetcd-auth");
    }

    @AfterAll
    void stop() {
        cluster.close();
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
        try (Client root = client(Endpoints.of(cluster), "root", "secret")) {
            join(root.getAuthClient().authDisable());
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
