package io.leme.store.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.MethodDescriptor;
import io.leme.store.judge.process.EtcdServices;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GatewayPathsTest {
    /// Those of etcd 3.6 below `/v3/`.
    private static final List<String> ETCDS =
            """
            kv/range kv/put kv/deleterange kv/txn kv/compaction
            watch
            lease/grant lease/revoke lease/keepalive lease/timetolive lease/leases
            kv/lease/revoke kv/lease/timetolive kv/lease/leases
            cluster/member/add cluster/member/remove cluster/member/update cluster/member/list
            cluster/member/promote
            maintenance/alarm maintenance/status maintenance/defragment maintenance/hash
            maintenance/hashkv maintenance/snapshot maintenance/transfer-leadership
            maintenance/downgrade
            auth/enable auth/disable auth/status auth/authenticate
            auth/user/add auth/user/get auth/user/list auth/user/delete auth/user/changepw
            auth/user/grant auth/user/revoke
            auth/role/add auth/role/get auth/role/list auth/role/delete auth/role/grant
            auth/role/revoke
            lock/lock lock/unlock
            election/campaign election/proclaim election/leader election/observe election/resign
            """
                    .lines()
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .toList();

    @Test
    void everyPathOfEtcdsLeadsToAnRpcAlsoByItsOldPrefix() {
        for (String path : ETCDS) {
            assertThat(GatewayPaths.method("/v3/" + path)).as(path).isPresent();
            assertThat(GatewayPaths.method("/v3beta/" + path))
                    .isEqualTo(GatewayPaths.method("/v3/" + path));
        }
        assertThat(GatewayPaths.method("/v3/kv/nonsense")).isEmpty();
    }

    /// etcd 3.7 has no path for the one that is missing.
    @Test
    void everyRpcButRangeStreamHasAPath() {
        Set<String> reached =
                ETCDS.stream()
                        .map(path -> GatewayPaths.method("/v3/" + path))
                        .flatMap(Optional::stream)
                        .map(MethodDescriptor::getFullMethodName)
                        .collect(Collectors.toSet());
        Set<String> all =
                EtcdServices.ALL.stream()
                        .flatMap(service -> service.getMethods().stream())
                        .map(MethodDescriptor::getFullMethodName)
                        .collect(Collectors.toSet());
        all.remove("etcdserverpb.KV/RangeStream");

        assertThat(reached).isEqualTo(all);
    }
}
