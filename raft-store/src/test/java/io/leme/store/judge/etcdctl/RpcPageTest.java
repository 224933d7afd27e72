package io.leme.store.judge.etcdctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.leme.store.ComparisonPage;
import io.leme.store.judge.process.EtcdServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the page says of RPCs: those that the differential tests call, and the commands that do.
class RpcPageTest {
    private static final Pattern CALL = Pattern.compile("\\b(\\w+)Grpc\\s*\\.get(\\w+)Method\\(");

    private static final Map<String, String> COMMANDS =
            Map.ofEntries(
                    Map.entry("KV.Range", "get"),
                    Map.entry("KV.Put", "put"),
                    Map.entry("KV.DeleteRange", "del"),
                    Map.entry("KV.Txn", "txn"),
                    Map.entry("KV.Compact", "compaction"),
                    Map.entry("Watch.Watch", "watch"),
                    Map.entry("Lease.LeaseGrant", "lease grant"),
                    Map.entry("Lease.LeaseRevoke", "lease revoke"),
                    Map.entry("Lease.LeaseKeepAlive", "lease keep-alive"),
                    Map.entry("Lease.LeaseTimeToLive", "lease timetolive"),
                    Map.entry("Lease.LeaseLeases", "lease list"),
                    Map.entry("Cluster.MemberAdd", "member add"),
                    Map.entry("Cluster.MemberRemove", "member remove"),
                    Map.entry("Cluster.MemberUpdate", "member update"),
                    Map.entry("Cluster.MemberList", "member list"),
                    Map.entry("Cluster.MemberPromote", "member promote"),
                    Map.entry("Maintenance.Alarm", "alarm list"),
                    Map.entry("Maintenance.Status", "endpoint status"),
                    Map.entry("Maintenance.Defragment", "defrag"),
                    Map.entry("Maintenance.HashKV", "endpoint hashkv"),
                    Map.entry("Maintenance.Snapshot", "snapshot save"),
                    Map.entry("Maintenance.MoveLeader", "move-leader"),
                    Map.entry("Auth.AuthEnable", "auth enable"),
                    Map.entry("Auth.AuthDisable", "auth disable"),
                    Map.entry("Auth.UserAdd", "user add"),
                    Map.entry("Auth.UserGet", "user get"),
                    Map.entry("Auth.UserList", "user list"),
                    Map.entry("Auth.UserDelete", "user delete"),
                    Map.entry("Auth.UserChangePassword", "user passwd"),
                    Map.entry("Auth.UserGrantRole", "user grant-role"),
                    Map.entry("Auth.UserRevokeRole", "user revoke-role"),
                    Map.entry("Auth.RoleAdd", "role add"),
                    Map.entry("Auth.RoleGet", "role get"),
                    Map.entry("Auth.RoleList", "role list"),
                    Map.entry("Auth.RoleDelete", "role delete"),
                    Map.entry("Auth.RoleGrantPermission", "role grant-permission"),
                    Map.entry("Auth.RoleRevokePermission", "role revoke-permission"));

    /// Why an RPC is compared nowhere.
    private static final Map<String, String> APART =
            Map.of(
                    "KV.RangeStream", "nowhere: etcd 3.7 brings it",
                    "Maintenance.Hash", "nowhere: it depends on how a program stores",
                    "Maintenance.Downgrade", "nowhere: etcd 3.4 has none",
                    "Auth.AuthStatus", "nowhere: etcd 3.4 has none",
                    "Election.Observe", "nowhere: jetcd observes Leme alone");

    @Test
    void everyRpcIsOnThePage() throws Exception {
        assertThat(ComparedCommand.all().keySet()).containsAll(COMMANDS.values());
        var random = called(true);
        var stories = called(false);
        var rows = new ArrayList<String>();
        for (ServiceDescriptor service : EtcdServices.ALL) {
            for (MethodDescriptor<?, ?> method : service.getMethods()) {
                String name = name(method);
                var where = new ArrayList<String>();
                if (random.contains(name)) {
                    where.add("random");
                }
                if (stories.contains(name)) {
                    where.add("stories");
                }
                rows.add(row(name, where));
            }
        }
        ComparisonPage.has("| RPC | compared in | `etcdctl` |", rows);
    }

    private static String row(String name, List<String> where) {
        String command = COMMANDS.get(name);
        assertThat(where.isEmpty() && command == null)
                .as("either %s is compared or it is said why not", name)
                .isEqualTo(APART.containsKey(name));
        return "| %s | %s | %s |"
                .formatted(
                        name,
                        APART.getOrDefault(name, String.join(", ", where)),
                        command == null ? "" : "`" + command + "`");
    }

    private static String name(MethodDescriptor<?, ?> method) {
        String service = method.getServiceName();
        return service.substring(service.indexOf('.') + 1) + "." + method.getBareMethodName();
    }

    /// What the sources of the differential tests call, of the random ones or of the others.
    private static Set<String> called(boolean random) throws IOException {
        Path sources =
                Path.of(
                        System.getProperty("leme.root"),
                        "raft-store/src/test/java/io/leme/store/judge/differential");
        var names = new TreeSet<String>();
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                if (file.toString().matches(".*(Steps|Side)\\.java") == random) {
                    CALL.matcher(Files.readString(file))
                            .results()
                            .forEach(found -> names.add(found.group(1) + "." + found.group(2)));
                }
            }
        }
        return names;
    }
}
