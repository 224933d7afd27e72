package io.leme.store.judge.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.Program;
import io.leme.wire.rpc.AlarmRequest;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;

/// The one member that has to bear it all, and what must hold for it after anything.
final class Patient implements AutoCloseable {
    private static final Pattern COMPLAINT =
            Pattern.compile("\\b(ERROR|SEVERE|FATAL)\\b|^\\s+at [\\w.$/]+\\(|Exception");

    private final Cluster cluster;
    private int visits;

    private Patient(Cluster cluster) {
        this.cluster = cluster;
    }

    static Patient start(String title, String... flags) {
        return new Patient(
                Cluster.start(ClusterPlan.of(Program.subject(), 1).withFlags(flags), title));
    }

    Member member() {
        return cluster.member(0);
    }

    int clientPort() {
        return member().settings().clientPort();
    }

    InetSocketAddress peerAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), peerPort());
    }

    int peerPort() {
        return member().settings().peerPort();
    }

    /// It runs, takes a write and reads it back, and its log tells of no error.
    void isSound() {
        assertThat(member().running()).as("the member lives; log: %s", complaints()).isTrue();
        endAlarms();
        ByteString key = ByteString.copyFromUtf8("visit");
        ByteString value = ByteString.copyFromUtf8("visit " + visits++);
        member().client()
                .call(
                        KVGrpc.getPutMethod(),
                        PutRequest.newBuilder().setKey(key).setValue(value).build())
                .orFail();
        var read =
                member().client()
                        .call(
                                KVGrpc.getRangeMethod(),
                                RangeRequest.newBuilder().setKey(key).build())
                        .orFail();
        assertThat(read.getKvs(0).getValue()).isEqualTo(value);
        assertThat(complaints()).isEmpty();
    }

    /// An alarm may be raised by a request; that it then stops writes is right.
    private void endAlarms() {
        var raised =
                member().client()
                        .call(MaintenanceGrpc.getAlarmMethod(), AlarmRequest.newBuilder().build())
                        .orFail();
        raised.getAlarmsList()
                .forEach(alarm ->
                        member().client()
                                .call(
                                        MaintenanceGrpc.getAlarmMethod(),
                                        AlarmRequest.newBuilder()
                                                .setAction(AlarmRequest.AlarmAction.DEACTIVATE)
                                                .setAlarm(alarm.getAlarm())
                                                .setMemberID(alarm.getMemberID())
                                                .build())
                                .orFail());
    }

    private List<String> complaints() {
        return member().log().stream().filter(line -> COMPLAINT.matcher(line).find()).toList();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
