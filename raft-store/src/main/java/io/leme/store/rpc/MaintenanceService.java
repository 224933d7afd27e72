package io.leme.store.rpc;

import io.grpc.stub.StreamObserver;
import io.leme.store.command.Alarm;
import io.leme.store.config.Release;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.service.Alarms;
import io.leme.store.service.Backups;
import io.leme.store.service.Maintenance;
import io.leme.store.service.MemberStatus;
import io.leme.store.service.Members;
import io.leme.wire.rpc.AlarmMember;
import io.leme.wire.rpc.AlarmRequest;
import io.leme.wire.rpc.AlarmResponse;
import io.leme.wire.rpc.AlarmType;
import io.leme.wire.rpc.DefragmentRequest;
import io.leme.wire.rpc.DefragmentResponse;
import io.leme.wire.rpc.DowngradeInfo;
import io.leme.wire.rpc.DowngradeRequest;
import io.leme.wire.rpc.DowngradeResponse;
import io.leme.wire.rpc.HashKVRequest;
import io.leme.wire.rpc.HashKVResponse;
import io.leme.wire.rpc.HashRequest;
import io.leme.wire.rpc.HashResponse;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.MoveLeaderRequest;
import io.leme.wire.rpc.MoveLeaderResponse;
import io.leme.wire.rpc.SnapshotRequest;
import io.leme.wire.rpc.SnapshotResponse;
import io.leme.wire.rpc.StatusRequest;
import io.leme.wire.rpc.StatusResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// etcd's Maintenance service.
final class MaintenanceService extends MaintenanceGrpc.MaintenanceImplBase {
    private static final Pattern VERSION =
            Pattern.compile("\\d+\\.\\d+(\\.\\d+(-[\\w.-]+)?(\\+[\\w.-]+)?)?");

    private final Nouns nouns;
    private final Headers headers;

    /// What the service speaks about.
    record Nouns(Maintenance maintenance, Alarms alarms, Members members, Backups backups) {}

    MaintenanceService(Nouns nouns, Headers headers) {
        this.nouns = nouns;
        this.headers = headers;
    }

    /// Neither raising nor ending NONE does anything, and an unknown kind is none.
    @Override
    public void alarm(AlarmRequest request, StreamObserver<AlarmResponse> caller) {
        Answers.send(alarms(request), this::alarms, caller);
    }

    private CompletableFuture<List<Alarm>> alarms(AlarmRequest request) {
        AlarmType type = request.getAlarm();
        return switch (request.getAction()) {
            case GET ->
                    nouns.alarms
                            .list()
                            .thenApply(all ->
                                    all.stream()
                                            .filter(alarm ->
                                                    type == AlarmType.NONE || type(alarm) == type)
                                            .toList());
            case ACTIVATE -> change(request, true);
            case DEACTIVATE -> change(request, false);
            case UNRECOGNIZED -> CompletableFuture.completedFuture(List.of());
        };
    }

    private CompletableFuture<List<Alarm>> change(AlarmRequest request, boolean raise) {
        return switch (request.getAlarm()) {
            case NOSPACE -> change(request, Alarm.Kind.NO_SPACE, raise);
            case CORRUPT -> change(request, Alarm.Kind.CORRUPT, raise);
            case NONE, UNRECOGNIZED -> CompletableFuture.completedFuture(List.of());
        };
    }

    private CompletableFuture<List<Alarm>> change(
            AlarmRequest request, Alarm.Kind kind, boolean raise) {
        return nouns.alarms.change(new Alarm(request.getMemberID(), kind), raise);
    }

    private AlarmResponse alarms(List<Alarm> alarms) {
        AlarmResponse.Builder response = AlarmResponse.newBuilder().setHeader(headers.current());
        alarms.forEach(alarm ->
                response.addAlarms(
                        AlarmMember.newBuilder()
                                .setMemberID(alarm.member())
                                .setAlarm(type(alarm))));
        return response.build();
    }

    private static AlarmType type(Alarm alarm) {
        return switch (alarm.kind()) {
            case NO_SPACE -> AlarmType.NOSPACE;
            case CORRUPT -> AlarmType.CORRUPT;
        };
    }

    @Override
    public void hash(HashRequest request, StreamObserver<HashResponse> caller) {
        Answers.send(
                nouns.maintenance.hash(),
                hash ->
                        HashResponse.newBuilder()
                                .setHeader(headers.at(hash.revision()))
                                .setHash((int) hash.hash())
                                .build(),
                caller);
    }

    @Override
    public void hashKV(HashKVRequest request, StreamObserver<HashKVResponse> caller) {
        Answers.send(
                nouns.maintenance.keyHash(request.getRevision()),
                hash ->
                        HashKVResponse.newBuilder()
                                .setHeader(headers.at(hash.currentRevision()))
                                .setHash(hash.hash())
                                .setCompactRevision(hash.compactRevision())
                                .setHashRevision(hash.revision())
                                .build(),
                caller);
    }

    /// The answer has no header, as etcd's.
    @Override
    public void defragment(DefragmentRequest request, StreamObserver<DefragmentResponse> caller) {
        Answers.send(
                nouns.maintenance.defragment(),
                done -> DefragmentResponse.getDefaultInstance(),
                caller);
    }

    @Override
    public void snapshot(SnapshotRequest request, StreamObserver<SnapshotResponse> caller) {
        Recipe.start(new SnapshotStream(nouns.backups, new PacedSender<>(caller), caller), caller);
    }

    /// The answer has no header, as etcd's.
    @Override
    public void moveLeader(MoveLeaderRequest request, StreamObserver<MoveLeaderResponse> caller) {
        Answers.send(
                nouns.maintenance.moveLeader(request.getTargetID(), nouns.members::isVoter),
                done -> MoveLeaderResponse.getDefaultInstance(),
                caller);
    }

    /// There is no older version to go back to, so no target is valid and no downgrade under way.
    /// Ending one that is not under way does nothing, as in etcd.
    @Override
    public void downgrade(DowngradeRequest request, StreamObserver<DowngradeResponse> caller) {
        switch (request.getAction()) {
            case VALIDATE, ENABLE -> refuse(wrongTarget(request.getVersion()), caller);
            case CANCEL ->
                    Answers.send(
                            DowngradeResponse.newBuilder()
                                    .setHeader(headers.current())
                                    .setVersion(Release.ETCD_API_VERSION)
                                    .build(),
                            caller);
            case UNRECOGNIZED -> refuse(StoreError.UNKNOWN_METHOD, caller);
        }
    }

    private static StoreError wrongTarget(String version) {
        return VERSION.matcher(version).matches()
                ? StoreError.DOWNGRADE_TARGET
                : StoreError.DOWNGRADE_FORMAT;
    }

    private static void refuse(StoreError refusal, StreamObserver<?> caller) {
        caller.onError(Answers.error(new StoreException(refusal)));
    }

    @Override
    public void status(StatusRequest request, StreamObserver<StatusResponse> caller) {
        MemberStatus status = nouns.maintenance.status();
        StatusResponse response =
                StatusResponse.newBuilder()
                        .setHeader(headers.current())
                        .setVersion(Release.ETCD_VERSION)
                        .setStorageVersion(Release.ETCD_MINOR_VERSION)
                        .setDbSize(status.databaseSize())
                        .setDbSizeInUse(status.databaseSizeInUse())
                        .setDbSizeQuota(status.quota())
                        .setLeader(status.leader())
                        .setRaftIndex(status.committedIndex())
                        .setRaftAppliedIndex(status.appliedIndex())
                        .setRaftTerm(status.term())
                        .setIsLearner(nouns.members.isLearner())
                        .addAllErrors(status.errors())
                        .setDowngradeInfo(DowngradeInfo.getDefaultInstance())
                        .build();
        Answers.send(response, caller);
    }
}
