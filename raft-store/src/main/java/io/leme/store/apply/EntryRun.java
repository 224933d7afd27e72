package io.leme.store.apply;

import io.leme.store.auth.AuthState;
import io.leme.store.auth.TokenTable;
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
import io.leme.store.consensus.LogPosition;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.lease.Lease;
import io.leme.store.lease.LeaseTable;
import io.leme.store.mvcc.KeyCounter;
import io.leme.store.mvcc.KeySpace;
import io.leme.store.mvcc.LatestVersions;
import io.leme.store.mvcc.Position;
import io.leme.store.mvcc.RevisionEvents;
import io.leme.store.storage.WriteSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One log entry on its way through the state machine: runs its commands in order against one write
/// set, and collects what is to be told once that is written.
final class EntryRun {
    /// etcd's largest time to live, in seconds.
    private static final long MAX_LEASE_TTL_SECONDS = 9_000_000_000L;

    private final LogPosition entry;
    private final Rules rules;
    private final WriteSet rows;
    private final LeaseTable leases;
    private final KeySpace keys;
    private final List<Consumer<Observer>> notices = new ArrayList<>();
    private boolean changesMembers;

    EntryRun(
            LogPosition entry,
            Rules rules,
            WriteSet rows,
            LatestVersions latest,
            KeyCounter counter,
            Position before) {
        this.entry = entry;
        this.rules = rules;
        this.rows = rows;
        this.leases = new LeaseTable(rows);
        this.keys = new KeySpace(rows, latest, counter, leases, before);
    }

    /// One result per command. What is refused leaves no trace.
    List<Result> run(List<Command> commands) {
        List<Result> results = new ArrayList<>(commands.size());
        for (Command command : commands) {
            results.add(run(command));
        }
        return results;
    }

    private Result run(Command command) {
        Optional<StoreError> refusal = rules.refusal(command, rows);
        if (refusal.isPresent()) {
            return new Result.Rejected(refusal.get());
        }
        try {
            return execute(command);
        } catch (StoreException refused) {
            return new Result.Rejected(refused.error());
        }
    }

    private Result execute(Command command) {
        return switch (command) {
            case Put put -> keys.put(put);
            case DeleteRange delete -> keys.delete(delete);
            case Txn txn -> keys.txn(txn);
            case Compact compact -> compact(compact);
            case LeaseGrant grant -> grant(grant);
            case LeaseRevoke revoke -> revoke(revoke.id());
            case LeaseExpire expire -> expire(expire);
            case PublishMember member -> publish(member);
            case SwitchAlarm change -> new Result.AlarmSwitched(rules.run(change, rows));
            case OnBehalf wish -> execute(wish.command());
            case AuthChange change -> change(change);
            case Login login -> login(login);
            case MemberChange change -> change(change);
        };
    }

    private Result change(AuthChange change) {
        rules.run(change, rows);
        switch (change) {
            case AuthChange.DeleteUser(String user) -> endTokens(user);
            case AuthChange.ChangePassword(String user, String hash) -> endTokens(user);
            case AuthChange.Disable() -> notices.add(Observer::allLoggedOut);
            default -> {
                // Tokens live on: what they allow is looked up each time.
            }
        }
        return new Result.Done(keys.revision());
    }

    private void endTokens(String user) {
        notices.add(observer -> observer.loggedOut(user));
    }

    private Result login(Login login) {
        AuthState auth = rules.auth();
        if (!auth.enabled()) {
            throw new StoreException(StoreError.AUTH_NOT_ENABLED);
        }
        if (auth.revision() != login.authRevision()) {
            throw new StoreException(StoreError.AUTH_OLD_REVISION);
        }
        String token = TokenTable.token(login.tokenPrefix(), entry.index());
        notices.add(observer -> observer.loggedIn(login.user(), token));
        return new Result.LoggedIn(token);
    }

    private Result compact(Compact compact) {
        Result result = keys.compact(compact);
        notices.add(observer -> observer.compacted(compact.revision()));
        return result;
    }

    private Result grant(LeaseGrant grant) {
        if (grant.id() == 0) {
            throw new StoreException(StoreError.LEASE_NOT_FOUND);
        }
        if (grant.ttlSeconds() > MAX_LEASE_TTL_SECONDS) {
            throw new StoreException(StoreError.LEASE_TTL_TOO_LARGE);
        }
        if (leases.exists(grant.id())) {
            throw new StoreException(StoreError.LEASE_EXISTS);
        }
        leases.grant(new Lease(grant.id(), grant.ttlSeconds()));
        notices.add(observer -> observer.leaseGranted(grant.id(), grant.ttlSeconds()));
        return new Result.LeaseGranted(keys.revision(), grant.id(), grant.ttlSeconds());
    }

    private Result revoke(long id) {
        Result result = keys.revoke(id);
        notices.add(observer -> observer.leaseRevoked(id));
        return result;
    }

    private Result expire(LeaseExpire expire) {
        return expire.term() == entry.term()
                ? revoke(expire.id())
                : new Result.Done(keys.revision());
    }

    private Result publish(PublishMember member) {
        MemberTable.publish(rows, member);
        changesMembers = true;
        return new Result.Done(keys.revision());
    }

    private Result change(MemberChange change) {
        MemberTable.change(rows, change);
        changesMembers = true;
        notices.add(Observer::membersChanged);
        return new Result.Done(keys.revision());
    }

    Position after() {
        return new Position(entry.index(), entry.term(), keys.revision(), keys.compactRevision());
    }

    List<RevisionEvents> changes() {
        return keys.changes();
    }

    boolean changesMembers() {
        return changesMembers;
    }

    /// Tells of leases and compactions, in the order of the commands.
    void tell(Observer observer) {
        notices.forEach(notice -> notice.accept(observer));
    }
}
