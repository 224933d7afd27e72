package io.leme.store.judge.differential;

import static io.leme.store.judge.differential.Pair.utf8;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.leme.wire.auth.Permission;
import io.leme.wire.rpc.AuthDisableRequest;
import io.leme.wire.rpc.AuthEnableRequest;
import io.leme.wire.rpc.AuthGrpc;
import io.leme.wire.rpc.AuthRoleAddRequest;
import io.leme.wire.rpc.AuthRoleDeleteRequest;
import io.leme.wire.rpc.AuthRoleGetRequest;
import io.leme.wire.rpc.AuthRoleGrantPermissionRequest;
import io.leme.wire.rpc.AuthRoleListRequest;
import io.leme.wire.rpc.AuthRoleRevokePermissionRequest;
import io.leme.wire.rpc.AuthUserAddRequest;
import io.leme.wire.rpc.AuthUserChangePasswordRequest;
import io.leme.wire.rpc.AuthUserDeleteRequest;
import io.leme.wire.rpc.AuthUserGetRequest;
import io.leme.wire.rpc.AuthUserGrantRoleRequest;
import io.leme.wire.rpc.AuthUserListRequest;
import io.leme.wire.rpc.AuthUserRevokeRoleRequest;
import io.leme.wire.rpc.Compare;
import io.leme.wire.rpc.DeleteRangeRequest;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.LeaseGrantRequest;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.LeaseRevokeRequest;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.TxnRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Users, roles and permissions beside an etcd: one story, told as nobody, as root and as a user
/// who may do a little.
@Tag("process")
class AuthTest {
    private Pair pair;

    @BeforeEach
    void start() {
        pair = Pair.start("auth", "--bcrypt-cost=4");
    }

    @AfterEach
    void stop() {
        pair.close();
    }

    @Test
    void usersMayDoWhatTheirRolesAllow() {
        preparing();
        enabling();
        asNobody();
        asUser();
        asRoot();
        changingUnderway();
        as("root", AuthGrpc.getAuthDisableMethod(), AuthDisableRequest.newBuilder());
        asks(KVGrpc.getRangeMethod(), range("a", ""));
        pair.login("root", "secret");

        pair.assertAlike();
    }

    private void preparing() {
        pair.login("root", "secret");
        asks(AuthGrpc.getAuthEnableMethod(), AuthEnableRequest.newBuilder());
        asks(AuthGrpc.getUserAddMethod(), user("", "x"));
        asks(AuthGrpc.getUserAddMethod(), user("root", "secret"));
        asks(AuthGrpc.getUserAddMethod(), user("root", "other"));
        asks(AuthGrpc.getAuthEnableMethod(), AuthEnableRequest.newBuilder());
        asks(AuthGrpc.getUserGrantRoleMethod(), grant("root", "root"));
        asks(AuthGrpc.getRoleGetMethod(), AuthRoleGetRequest.newBuilder().setRole("root"));
        asks(AuthGrpc.getRoleAddMethod(), AuthRoleAddRequest.newBuilder());
        asks(AuthGrpc.getRoleAddMethod(), AuthRoleAddRequest.newBuilder().setName("root"));
        asks(AuthGrpc.getRoleAddMethod(), AuthRoleAddRequest.newBuilder().setName("r"));
        asks(AuthGrpc.getRoleAddMethod(), AuthRoleAddRequest.newBuilder().setName("r"));
        asks(AuthGrpc.getUserAddMethod(), user("u", "pass"));
        asks(AuthGrpc.getUserGrantRoleMethod(), grant("u", "none"));
        asks(AuthGrpc.getUserGrantRoleMethod(), grant("none", "r"));
        asks(AuthGrpc.getUserGrantRoleMethod(), grant("u", "r"));
        asks(AuthGrpc.getUserGrantRoleMethod(), grant("u", "r"));
        permit("none", Permission.Type.READ, "a", "b");
        permit("r", Permission.Type.READWRITE, "a", "c");
        permit("r", Permission.Type.READ, "c", "e");
        permit("r", Permission.Type.WRITE, "w", "");
        permit("r", Permission.Type.READ, "x", "\0");
        permit("r", Permission.Type.WRITE, "x", "\0");
        asks(AuthGrpc.getRoleGetMethod(), AuthRoleGetRequest.newBuilder().setRole("r"));
        asks(AuthGrpc.getRoleGetMethod(), AuthRoleGetRequest.newBuilder().setRole("none"));
        asks(AuthGrpc.getRoleListMethod(), AuthRoleListRequest.newBuilder());
        asks(AuthGrpc.getUserListMethod(), AuthUserListRequest.newBuilder());
        asks(AuthGrpc.getUserGetMethod(), AuthUserGetRequest.newBuilder().setName("u"));
        asks(AuthGrpc.getUserGetMethod(), AuthUserGetRequest.newBuilder().setName("none"));
        asks(
                LeaseGrpc.getLeaseGrantMethod(),
                LeaseGrantRequest.newBuilder().setID(9).setTTL(5_000));
        asks(KVGrpc.getPutMethod(), put("z", 9));
        asks(KVGrpc.getPutMethod(), put("f", 9));
        asks(
                LeaseGrpc.getLeaseGrantMethod(),
                LeaseGrantRequest.newBuilder().setID(8).setTTL(5_000));
        asks(KVGrpc.getPutMethod(), put("a", 8));
    }

    private void enabling() {
        asks(AuthGrpc.getAuthEnableMethod(), AuthEnableRequest.newBuilder());
        pair.login("root", "wrong");
        pair.login("none", "secret");
        pair.login("root", "secret");
        pair.login("u", "pass");
        pair.forgeToken("forger");
    }

    private void asNobody() {
        asks(KVGrpc.getRangeMethod(), range("a", ""));
        asks(KVGrpc.getPutMethod(), put("a", 0));
        asks(KVGrpc.getDeleteRangeMethod(), DeleteRangeRequest.newBuilder().setKey(utf8("a")));
        asks(AuthGrpc.getUserListMethod(), AuthUserListRequest.newBuilder());
        asks(AuthGrpc.getAuthDisableMethod(), AuthDisableRequest.newBuilder());
        as("forger", KVGrpc.getRangeMethod(), range("a", ""));
        as("forger", KVGrpc.getPutMethod(), put("a", 0));
    }

    private void asUser() {
        as("u", KVGrpc.getPutMethod(), put("a", 0));
        as("u", KVGrpc.getPutMethod(), put("b", 8));
        as("u", KVGrpc.getPutMethod(), put("b", 9));
        as("u", KVGrpc.getPutMethod(), put("c", 0));
        as("u", KVGrpc.getPutMethod(), put("w", 0));
        as("u", KVGrpc.getPutMethod(), put("w", 0).setPrevKv(true));
        as("u", KVGrpc.getRangeMethod(), range("a", ""));
        as("u", KVGrpc.getRangeMethod(), range("a", "e"));
        as("u", KVGrpc.getRangeMethod(), range("a", "f"));
        as("u", KVGrpc.getRangeMethod(), range("w", ""));
        as("u", KVGrpc.getRangeMethod(), range("x", "\0"));
        as("u", KVGrpc.getRangeMethod(), range("a", "\0"));
        as("u", KVGrpc.getRangeMethod(), range("a", "e").setSerializable(true));
        as("u", KVGrpc.getDeleteRangeMethod(), delete("a", "c"));
        as("u", KVGrpc.getDeleteRangeMethod(), delete("a", "d"));
        as("u", KVGrpc.getTxnMethod(), txn("w", range("a", "b"), range("c", "d")));
        as("u", KVGrpc.getTxnMethod(), txn("a", range("a", "b"), range("w", "")));
        as("u", KVGrpc.getTxnMethod(), txn("a", range("a", "b"), range("c", "d")));
        as("u", LeaseGrpc.getLeaseRevokeMethod(), LeaseRevokeRequest.newBuilder().setID(9));
        as("u", AuthGrpc.getUserListMethod(), AuthUserListRequest.newBuilder());
        as("u", AuthGrpc.getUserAddMethod(), user("v", "x"));
        as("u", AuthGrpc.getUserGetMethod(), AuthUserGetRequest.newBuilder().setName("u"));
        as("u", AuthGrpc.getUserGetMethod(), AuthUserGetRequest.newBuilder().setName("root"));
        as("u", AuthGrpc.getRoleGetMethod(), AuthRoleGetRequest.newBuilder().setRole("r"));
        as("u", AuthGrpc.getRoleGetMethod(), AuthRoleGetRequest.newBuilder().setRole("root"));
        as("u", AuthGrpc.getAuthDisableMethod(), AuthDisableRequest.newBuilder());
    }

    private void asRoot() {
        as("root", KVGrpc.getRangeMethod(), range("\0", "\0"));
        as("root", KVGrpc.getPutMethod(), put("f", 9));
        as("root", AuthGrpc.getUserListMethod(), AuthUserListRequest.newBuilder());
        as(
                "root",
                AuthGrpc.getUserDeleteMethod(),
                AuthUserDeleteRequest.newBuilder().setName("root"));
        as(
                "root",
                AuthGrpc.getRoleDeleteMethod(),
                AuthRoleDeleteRequest.newBuilder().setRole("root"));
        as("root", AuthGrpc.getUserRevokeRoleMethod(), revoke("root", "root"));
        as("root", AuthGrpc.getUserRevokeRoleMethod(), revoke("u", "none"));
        as("root", AuthGrpc.getAuthEnableMethod(), AuthEnableRequest.newBuilder());
    }

    private void changingUnderway() {
        var range = AuthRoleRevokePermissionRequest.newBuilder().setRole("r").setKey(utf8("c"));
        as("root", AuthGrpc.getRoleRevokePermissionMethod(), range);
        as("root", AuthGrpc.getRoleRevokePermissionMethod(), range.setRangeEnd(utf8("e")));
        as("u", KVGrpc.getRangeMethod(), range("a", "e"));
        as("u", KVGrpc.getRangeMethod(), range("a", "c"));
        as("root", AuthGrpc.getUserRevokeRoleMethod(), revoke("u", "r"));
        as("u", KVGrpc.getRangeMethod(), range("a", "c"));
        as("root", AuthGrpc.getUserGrantRoleMethod(), grant("u", "r"));
        as("u", KVGrpc.getRangeMethod(), range("a", "c"));
        as(
                "root",
                AuthGrpc.getUserChangePasswordMethod(),
                AuthUserChangePasswordRequest.newBuilder().setName("u").setPassword("new"));
        as("u", KVGrpc.getRangeMethod(), range("a", "c"));
        pair.login("u", "pass");
        pair.login("u", "new");
        as("u", KVGrpc.getRangeMethod(), range("a", "c"));
        as("root", AuthGrpc.getRoleDeleteMethod(), AuthRoleDeleteRequest.newBuilder().setRole("r"));
        as("root", AuthGrpc.getUserGetMethod(), AuthUserGetRequest.newBuilder().setName("u"));
        as("root", AuthGrpc.getUserDeleteMethod(), AuthUserDeleteRequest.newBuilder().setName("u"));
        as("u", KVGrpc.getRangeMethod(), range("a", "c"));
    }

    private void permit(String role, Permission.Type type, String key, String end) {
        var permission =
                Permission.newBuilder().setPermType(type).setKey(utf8(key)).setRangeEnd(utf8(end));
        asks(
                AuthGrpc.getRoleGrantPermissionMethod(),
                AuthRoleGrantPermissionRequest.newBuilder().setName(role).setPerm(permission));
    }

    private static AuthUserAddRequest.Builder user(String name, String password) {
        return AuthUserAddRequest.newBuilder().setName(name).setPassword(password);
    }

    private static AuthUserGrantRoleRequest.Builder grant(String user, String role) {
        return AuthUserGrantRoleRequest.newBuilder().setUser(user).setRole(role);
    }

    private static AuthUserRevokeRoleRequest.Builder revoke(String user, String role) {
        return AuthUserRevokeRoleRequest.newBuilder().setName(user).setRole(role);
    }

    private static PutRequest.Builder put(String key, long lease) {
        return PutRequest.newBuilder().setKey(utf8(key)).setValue(utf8("v")).setLease(lease);
    }

    private static RangeRequest.Builder range(String key, String end) {
        return RangeRequest.newBuilder().setKey(utf8(key)).setRangeEnd(utf8(end));
    }

    private static DeleteRangeRequest.Builder delete(String key, String end) {
        return DeleteRangeRequest.newBuilder().setKey(utf8(key)).setRangeEnd(utf8(end));
    }

    private static TxnRequest.Builder txn(
            String compared, RangeRequest.Builder success, RangeRequest.Builder failure) {
        return TxnRequest.newBuilder()
                .addCompare(
                        Compare.newBuilder()
                                .setKey(utf8(compared))
                                .setTarget(Compare.CompareTarget.VERSION))
                .addSuccess(RequestOp.newBuilder().setRequestRange(success))
                .addFailure(RequestOp.newBuilder().setRequestRange(failure))
                .addFailure(RequestOp.newBuilder().setRequestPut(put("a", 0)));
    }

    @SuppressWarnings("unchecked") // a builder builds what it is a builder of
    private <Q extends Message, A extends Message> void asks(
            MethodDescriptor<Q, A> method, Message.Builder request) {
        pair.same(method, (Q) request.build());
    }

    @SuppressWarnings("unchecked") // a builder builds what it is a builder of
    private <Q extends Message, A extends Message> void as(
            String user, MethodDescriptor<Q, A> method, Message.Builder request) {
        pair.sameAs(user, method, (Q) request.build());
    }
}
