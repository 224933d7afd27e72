package io.leme.store;

import io.leme.store.base.Histogram;
import io.leme.store.base.Ticker;
import io.leme.store.command.AuthChange;
import io.leme.store.command.Command;
import io.leme.store.command.Compact;
import io.leme.store.command.DeleteRange;
import io.leme.store.command.LeaseExpire;
import io.leme.store.command.LeaseGrant;
import io.leme.store.command.LeaseRevoke;
import io.leme.store.command.Login;
import io.leme.store.command.MemberChange;
import io.leme.store.command.OnBehalf;
import io.leme.store.command.PublishMember;
import io.leme.store.command.Put;
import io.leme.store.command.Result;
import io.leme.store.command.SwitchAlarm;
import io.leme.store.command.Txn;
import io.leme.store.error.StoreError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// How long commands took to apply, by what they are and how they ended (etcd:
/// `apply_duration_seconds`). All commands of an entry become visible together, so each took as
/// long as its entry.
///
/// Threads: the apply thread tells, any reads.
final class ApplyTimes {
    /// etcd's own limit.
    private static final long SLOW_NANOS = Duration.ofMillis(100).toNanos();

    private static final double FIRST_SECONDS = 0.0001;
    private static final int BUCKETS = 20;

    private final Ticker ticker;
    private final Map<Kind, Histogram> seconds = new ConcurrentHashMap<>();
    private final LongAdder slow = new LongAdder();
    private long beganNanos;

    /// @param operation as etcd names it
    record Kind(String operation, boolean success) {}

    ApplyTimes(Ticker ticker) {
        this.ticker = ticker;
    }

    /// An entry is about to be applied.
    void begin() {
        beganNanos = ticker.nanos();
    }

    /// These commands of the entry are applied, with one result for each.
    void applied(List<Command> commands, List<Result> results) {
        long took = ticker.nanos() - beganNanos;
        // Mostly they are all alike.
        int from = 0;
        for (int i = 0; i < results.size(); i++) {
            Kind kind = kind(commands.get(i), results.get(i));
            boolean last = i + 1 == results.size();
            if (last || !kind.equals(kind(commands.get(i + 1), results.get(i + 1)))) {
                add(kind, took, i + 1 - from);
                from = i + 1;
            }
        }
        if (took > SLOW_NANOS) {
            slow.add(results.size());
        }
    }

    private static Kind kind(Command command, Result result) {
        return new Kind(operation(command), isSuccess(result));
    }

    private void add(Kind kind, long nanos, int times) {
        if (!kind.operation().isEmpty()) {
            seconds.computeIfAbsent(kind, fresh -> new Histogram(FIRST_SECONDS, BUCKETS))
                    .recordNanos(nanos, times);
        }
    }

    /// As in etcd, who asks for what was compacted has failed by himself.
    private static boolean isSuccess(Result result) {
        return !(result instanceof Result.Rejected refused)
                || refused.error() == StoreError.COMPACTED;
    }

    /// Empty for what etcd does not time.
    private static String operation(Command command) {
        return switch (command) {
            case Put put -> "Put";
            case DeleteRange delete -> "DeleteRange";
            case Txn txn -> "Txn";
            case Compact compact -> "Compaction";
            case LeaseGrant grant -> "LeaseGrant";
            case LeaseRevoke revoke -> "LeaseRevoke";
            case LeaseExpire expire -> "LeaseRevoke";
            case SwitchAlarm alarm -> "Alarm";
            case Login login -> "Authenticate";
            case OnBehalf wish -> operation(wish.command());
            case AuthChange change -> operation(change);
            case PublishMember member -> "";
            case MemberChange change -> "";
        };
    }

    private static String operation(AuthChange change) {
        return switch (change) {
            case AuthChange.Enable enable -> "AuthEnable";
            case AuthChange.Disable disable -> "AuthDisable";
            case AuthChange.AddUser add -> "AuthUserAdd";
            case AuthChange.DeleteUser delete -> "AuthUserDelete";
            case AuthChange.ChangePassword password -> "AuthUserChangePassword";
            case AuthChange.GrantRole grant -> "AuthUserGrantRole";
            case AuthChange.RevokeRole revoke -> "AuthUserRevokeRole";
            case AuthChange.AddRole add -> "AuthRoleAdd";
            case AuthChange.DeleteRole delete -> "AuthRoleDelete";
            case AuthChange.GrantPermission grant -> "AuthRoleGrantPermission";
            case AuthChange.RevokePermission revoke -> "AuthRoleRevokePermission";
        };
    }

    Map<Kind, Histogram> seconds() {
        return Map.copyOf(seconds);
    }

    /// Commands that took longer than 100 ms.
    long slow() {
        return slow.sum();
    }
}
