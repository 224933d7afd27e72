package io.leme.store.apply;

import io.leme.store.auth.AuthState;
import io.leme.store.auth.Identity;
import io.leme.store.auth.KeyUse;
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
import io.leme.store.command.SwitchAlarm;
import io.leme.store.command.Txn;
import io.leme.store.error.StoreError;
import io.leme.store.lease.LeaseReader;
import io.leme.store.storage.Reader;
import java.util.Optional;

/// Whether the caller of a command may run it, by the users and permissions of this place in the
/// log. Commands of the members themselves come without a caller: they change no key at a client's
/// wish and are let through. A client's command that came before authentication was enabled has no
/// caller either, and is refused as etcd refuses a request without a name.
final class AuthRule {
    private final AuthState auth;
    private final Reader rows;

    AuthRule(AuthState auth, Reader rows) {
        this.auth = auth;
        this.rows = rows;
    }

    Optional<StoreError> refusal(Command command) {
        return command instanceof OnBehalf wish
                ? refusal(wish.command(), new Identity(wish.user(), wish.authRevision()))
                : refusal(command, Identity.NOBODY);
    }

    private Optional<StoreError> refusal(Command command, Identity caller) {
        var use = new KeyUse(auth, caller, lease -> new LeaseReader(rows).keys(lease));
        return switch (command) {
            case Put put -> use.refusal(put);
            case DeleteRange delete -> use.refusal(delete);
            case Txn txn -> use.refusal(txn);
            case LeaseRevoke revoke -> use.refusalOfLease(revoke.id());
            case AuthChange change -> auth.refusalToAdminister(caller);
            case MemberChange change -> auth.refusalToAdminister(caller);
            case OnBehalf nested -> throw new IllegalStateException("one command has one user");
            case LeaseGrant grant -> Optional.empty();
            case Compact compact -> Optional.empty();
            // The members' own alarms have no caller.
            case SwitchAlarm alarm ->
                    caller.equals(Identity.NOBODY)
                            ? Optional.empty()
                            : auth.refusalToAdminister(caller);
            case LeaseExpire expire -> Optional.empty();
            case PublishMember member -> Optional.empty();
            case Login login -> Optional.empty();
        };
    }
}
