package io.leme.store.apply;

import io.leme.store.command.Alarm;
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
import io.leme.store.command.Operation;
import io.leme.store.command.PublishMember;
import io.leme.store.command.Put;
import io.leme.store.command.Range;
import io.leme.store.command.SwitchAlarm;
import io.leme.store.command.Txn;
import io.leme.store.error.StoreError;
import java.util.List;
import java.util.Optional;

/// What an alarm forbids. Without space nothing may be added, but everything that frees space goes
/// on. With a corrupt member nothing may change, because a change could be decided on wrong data.
final class AlarmRule {
    private AlarmRule() {}

    static Optional<StoreError> refusal(List<Alarm> raised, Command command) {
        if (has(raised, Alarm.Kind.CORRUPT) && changesKeys(command)) {
            return Optional.of(StoreError.CORRUPT);
        }
        return has(raised, Alarm.Kind.NO_SPACE) && needsSpace(command)
                ? Optional.of(StoreError.NO_SPACE)
                : Optional.empty();
    }

    private static boolean has(List<Alarm> raised, Alarm.Kind kind) {
        return raised.stream().anyMatch(alarm -> alarm.kind() == kind);
    }

    private static boolean changesKeys(Command command) {
        return switch (command) {
            case Put put -> true;
            case DeleteRange delete -> true;
            case Txn txn -> true;
            case Compact compact -> true;
            case LeaseGrant grant -> true;
            case LeaseRevoke revoke -> true;
            case LeaseExpire expire -> true;
            case OnBehalf wish -> changesKeys(wish.command());
            case PublishMember member -> false;
            case SwitchAlarm alarm -> false;
            case AuthChange change -> false;
            case Login login -> false;
            case MemberChange change -> false;
        };
    }

    private static boolean needsSpace(Command command) {
        return switch (command) {
            case Put put -> true;
            case LeaseGrant grant -> true;
            case Txn txn -> puts(txn);
            case OnBehalf wish -> needsSpace(wish.command());
            case DeleteRange delete -> false;
            case Compact compact -> false;
            case LeaseRevoke revoke -> false;
            case LeaseExpire expire -> false;
            case PublishMember member -> false;
            case SwitchAlarm alarm -> false;
            case AuthChange change -> false;
            case Login login -> false;
            case MemberChange change -> false;
        };
    }

    private static boolean puts(Txn txn) {
        return txn.success().stream().anyMatch(AlarmRule::puts)
                || txn.failure().stream().anyMatch(AlarmRule::puts);
    }

    private static boolean puts(Operation operation) {
        return switch (operation) {
            case Put put -> true;
            case Txn inner -> puts(inner);
            case Range range -> false;
            case DeleteRange delete -> false;
        };
    }
}
