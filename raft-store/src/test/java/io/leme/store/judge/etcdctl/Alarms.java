package io.leme.store.judge.etcdctl;

import io.leme.store.judge.process.Member;
import io.leme.wire.rpc.AlarmRequest;
import io.leme.wire.rpc.AlarmRequest.AlarmAction;
import io.leme.wire.rpc.AlarmType;
import io.leme.wire.rpc.MaintenanceGrpc;

/// `etcdctl` lists alarms and ends them; it raises none.
final class Alarms {
    private Alarms() {}

    /// The member is out of space from now on, or so it says.
    static void raise(Member member) {
        var request =
                AlarmRequest.newBuilder()
                        .setAction(AlarmAction.ACTIVATE)
                        .setMemberID(member.status().orFail().getHeader().getMemberId())
                        .setAlarm(AlarmType.NOSPACE)
                        .build();
        member.client().call(MaintenanceGrpc.getAlarmMethod(), request).orFail();
    }
}
