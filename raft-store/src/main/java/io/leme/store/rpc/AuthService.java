package io.leme.store.rpc;

import io.grpc.stub.StreamObserver;
import io.leme.store.auth.Role;
import io.leme.store.auth.User;
import io.leme.store.command.AuthChange;
import io.leme.store.command.Permission.Kind;
import io.leme.store.command.Result;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.service.Accounts;
import io.leme.store.service.Caller;
import io.leme.store.service.Callers;
import io.leme.wire.auth.Permission;
import io.leme.wire.rpc.AuthDisableRequest;
import io.leme.wire.rpc.AuthDisableResponse;
import io.leme.wire.rpc.AuthEnableRequest;
import io.leme.wire.rpc.AuthEnableResponse;
import io.leme.wire.rpc.AuthGrpc;
import io.leme.wire.rpc.AuthRoleAddRequest;
import io.leme.wire.rpc.AuthRoleAddResponse;
import io.leme.wire.rpc.AuthRoleDeleteRequest;
import io.leme.wire.rpc.AuthRoleDeleteResponse;
import io.leme.wire.rpc.AuthRoleGetRequest;
import io.leme.wire.rpc.AuthRoleGetResponse;
import io.leme.wire.rpc.AuthRoleGrantPermissionRequest;
import io.leme.wire.rpc.AuthRoleGrantPermissionResponse;
import io.leme.wire.rpc.AuthRoleListRequest;
import io.leme.wire.rpc.AuthRoleListResponse;
import io.leme.wire.rpc.AuthRoleRevokePermissionRequest;
import io.leme.wire.rpc.AuthRoleRevokePermissionResponse;
import io.leme.wire.rpc.AuthStatusRequest;
import io.leme.wire.rpc.AuthStatusResponse;
import io.leme.wire.rpc.AuthUserAddRequest;
import io.leme.wire.rpc.AuthUserAddResponse;
import io.leme.wire.rpc.AuthUserChangePasswordRequest;
import io.leme.wire.rpc.AuthUserChangePasswordResponse;
import io.leme.wire.rpc.AuthUserDeleteRequest;
import io.leme.wire.rpc.AuthUserDeleteResponse;
import io.leme.wire.rpc.AuthUserGetRequest;
import io.leme.wire.rpc.AuthUserGetResponse;
import io.leme.wire.rpc.AuthUserGrantRoleRequest;
import io.leme.wire.rpc.AuthUserGrantRoleResponse;
import io.leme.wire.rpc.AuthUserListRequest;
import io.leme.wire.rpc.AuthUserListResponse;
import io.leme.wire.rpc.AuthUserRevokeRoleRequest;
import io.leme.wire.rpc.AuthUserRevokeRoleResponse;
import io.leme.wire.rpc.AuthenticateRequest;
import io.leme.wire.rpc.AuthenticateResponse;
import io.leme.wire.rpc.ResponseHeader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// etcd's Auth service.
final class AuthService extends AuthGrpc.AuthImplBase {
    private final Accounts accounts;
    private final Callers callers;
    private final Headers headers;

    AuthService(Accounts accounts, Callers callers, Headers headers) {
        this.accounts = accounts;
        this.callers = callers;
        this.headers = headers;
    }

    @Override
    public void authEnable(AuthEnableRequest request, StreamObserver<AuthEnableResponse> caller) {
        change(
                new AuthChange.Enable(),
                header -> AuthEnableResponse.newBuilder().setHeader(header).build(),
                caller);
    }

    @Override
    public void authDisable(
            AuthDisableRequest request, StreamObserver<AuthDisableResponse> caller) {
        change(
                new AuthChange.Disable(),
                header -> AuthDisableResponse.newBuilder().setHeader(header).build(),
                caller);
    }

    @Override
    public void authStatus(AuthStatusRequest request, StreamObserver<AuthStatusResponse> caller) {
        asked(
                caller,
                accounts::status,
                state ->
                        AuthStatusResponse.newBuilder()
                                .setHeader(headers.current())
                                .setEnabled(state.enabled())
                                .setAuthRevision(state.revision())
                                .build());
    }

    @Override
    public void authenticate(
            AuthenticateRequest request, StreamObserver<AuthenticateResponse> caller) {
        Answers.send(
                accounts.authenticate(request.getName(), request.getPassword()),
                token ->
                        AuthenticateResponse.newBuilder()
                                .setHeader(headers.current())
                                .setToken(token)
                                .build(),
                caller);
    }

    @Override
    public void userAdd(AuthUserAddRequest request, StreamObserver<AuthUserAddResponse> caller) {
        String name = request.getName();
        Function<ResponseHeader, AuthUserAddResponse> answer =
                header -> AuthUserAddResponse.newBuilder().setHeader(header).build();
        if (name.isEmpty() || request.getOptions().getNoPassword()) {
            change(new AuthChange.AddUser(name, ""), answer, caller);
            return;
        }
        withPassword(
                request.getPassword(),
                request.getHashedPassword(),
                hash -> new AuthChange.AddUser(name, hash),
                answer,
                caller);
    }

    @Override
    public void userChangePassword(
            AuthUserChangePasswordRequest request,
            StreamObserver<AuthUserChangePasswordResponse> caller) {
        withPassword(
                request.getPassword(),
                request.getHashedPassword(),
                hash -> new AuthChange.ChangePassword(request.getName(), hash),
                header -> AuthUserChangePasswordResponse.newBuilder().setHeader(header).build(),
                caller);
    }

    @Override
    public void userDelete(
            AuthUserDeleteRequest request, StreamObserver<AuthUserDeleteResponse> caller) {
        change(
                new AuthChange.DeleteUser(request.getName()),
                header -> AuthUserDeleteResponse.newBuilder().setHeader(header).build(),
                caller);
    }

    @Override
    public void userGrantRole(
            AuthUserGrantRoleRequest request, StreamObserver<AuthUserGrantRoleResponse> caller) {
        change(
                new AuthChange.GrantRole(request.getUser(), request.getRole()),
                header -> AuthUserGrantRoleResponse.newBuilder().setHeader(header).build(),
                caller);
    }

    @Override
    public void userRevokeRole(
            AuthUserRevokeRoleRequest request, StreamObserver<AuthUserRevokeRoleResponse> caller) {
        change(
                new AuthChange.RevokeRole(request.getName(), request.getRole()),
                header -> AuthUserRevokeRoleResponse.newBuilder().setHeader(header).build(),
                caller);
    }

    @Override
    public void userGet(AuthUserGetRequest request, StreamObserver<AuthUserGetResponse> caller) {
        asked(caller, asking -> accounts.user(asking, request.getName()), this::user);
    }

    @Override
    public void userList(AuthUserListRequest request, StreamObserver<AuthUserListResponse> caller) {
        asked(
                caller,
                accounts::users,
                names ->
                        AuthUserListResponse.newBuilder()
                                .setHeader(headers.current())
                                .addAllUsers(names)
                                .build());
    }

    @Override
    public void roleAdd(AuthRoleAddRequest request, StreamObserver<AuthRoleAddResponse> caller) {
        change(
                new AuthChange.AddRole(request.getName()),
                header -> AuthRoleAddResponse.newBuilder().setHeader(header).build(),
                caller);
    }

    @Override
    public void roleDelete(
            AuthRoleDeleteRequest request, StreamObserver<AuthRoleDeleteResponse> caller) {
        change(
                new AuthChange.DeleteRole(request.getRole()),
                header -> AuthRoleDeleteResponse.newBuilder().setHeader(header).build(),
                caller);
    }

    @Override
    public void roleGet(AuthRoleGetRequest request, StreamObserver<AuthRoleGetResponse> caller) {
        asked(caller, asking -> accounts.role(asking, request.getRole()), this::role);
    }

    @Override
    public void roleList(AuthRoleListRequest request, StreamObserver<AuthRoleListResponse> caller) {
        asked(
                caller,
                accounts::roles,
                names ->
                        AuthRoleListResponse.newBuilder()
                                .setHeader(headers.current())
                                .addAllRoles(names)
                                .build());
    }

    @Override
    public void roleGrantPermission(
            AuthRoleGrantPermissionRequest request,
            StreamObserver<AuthRoleGrantPermissionResponse> caller) {
        io.leme.store.command.Permission permission;
        try {
            permission = permission(request);
        } catch (StoreException wrong) {
            caller.onError(Answers.error(wrong));
            return;
        }
        change(
                new AuthChange.GrantPermission(request.getName(), permission),
                header -> AuthRoleGrantPermissionResponse.newBuilder().setHeader(header).build(),
                caller);
    }

    @Override
    public void roleRevokePermission(
            AuthRoleRevokePermissionRequest request,
            StreamObserver<AuthRoleRevokePermissionResponse> caller) {
        change(
                new AuthChange.RevokePermission(
                        request.getRole(),
                        Requests.keyRange(request.getKey(), request.getRangeEnd())),
                header -> AuthRoleRevokePermissionResponse.newBuilder().setHeader(header).build(),
                caller);
    }

    private <M> void change(
            AuthChange change, Function<ResponseHeader, M> answer, StreamObserver<M> caller) {
        send(accounts.change(change), answer, caller);
    }

    /// A hash comes as base64.
    private <M> void withPassword(
            String password,
            String hashed,
            Function<String, AuthChange> change,
            Function<ResponseHeader, M> answer,
            StreamObserver<M> caller) {
        String hash;
        try {
            hash = new String(Base64.getDecoder().decode(hashed), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            caller.onError(Answers.error(new StoreException(StoreError.AUTH_FAILED)));
            return;
        }
        send(accounts.changeWithPassword(password, hash, change), answer, caller);
    }

    private <M> void send(
            CompletableFuture<Result> change,
            Function<ResponseHeader, M> answer,
            StreamObserver<M> caller) {
        Answers.send(change, done -> answer.apply(headers.current()), caller);
    }

    private <A, M> void asked(
            StreamObserver<M> caller,
            Function<Caller, CompletableFuture<A>> question,
            Function<A, M> answer) {
        try {
            Answers.send(question.apply(Credentials.caller(callers)), answer, caller);
        } catch (StoreException refused) {
            caller.onError(Answers.error(refused));
        }
    }

    private AuthUserGetResponse user(User user) {
        return AuthUserGetResponse.newBuilder()
                .setHeader(headers.current())
                .addAllRoles(user.roles())
                .build();
    }

    private AuthRoleGetResponse role(Role role) {
        AuthRoleGetResponse.Builder response =
                AuthRoleGetResponse.newBuilder().setHeader(headers.current());
        role.shown()
                .forEach(permission ->
                        response.addPerm(
                                Permission.newBuilder()
                                        .setPermType(type(permission.kind()))
                                        .setKey(Responses.text(permission.range().from()))
                                        .setRangeEnd(Responses.text(permission.range().end()))));
        return response.build();
    }

    private static Permission.Type type(Kind kind) {
        return switch (kind) {
            case READ -> Permission.Type.READ;
            case WRITE -> Permission.Type.WRITE;
            case READ_WRITE -> Permission.Type.READWRITE;
        };
    }

    /// A number that is no kind allows nothing, as in etcd; here it is refused.
    private static io.leme.store.command.Permission permission(
            AuthRoleGrantPermissionRequest request) {
        if (!request.hasPerm()) {
            throw new StoreException(StoreError.PERMISSION_NOT_GIVEN);
        }
        Permission permission = request.getPerm();
        Kind kind =
                switch (permission.getPermType()) {
                    case READ -> Kind.READ;
                    case WRITE -> Kind.WRITE;
                    case READWRITE -> Kind.READ_WRITE;
                    case UNRECOGNIZED ->
                            throw new StoreException(StoreError.INVALID_AUTH_MANAGEMENT);
                };
        return new io.leme.store.command.Permission(
                kind, Requests.keyRange(permission.getKey(), permission.getRangeEnd()));
    }
}
