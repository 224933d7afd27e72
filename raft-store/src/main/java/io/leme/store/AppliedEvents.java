package io.leme.store;

import io.leme.store.apply.Observer;
import io.leme.store.auth.TokenTable;
import io.leme.store.command.Envelope;
import io.leme.store.command.Result;
import io.leme.store.consensus.GroupCommit;
import io.leme.store.lease.LeaseClock;
import io.leme.store.mvcc.RevisionEvents;
import io.leme.store.watch.WatchHub;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Passes what was applied on to those who wait for it.
///
/// The state machine must exist before any of them, so they are joined later; what happens before
/// is in the state that they start from. Threads: the apply thread calls, joining happens on
/// another before the log is opened, or, for the proposer, before anything is proposed.
final class AppliedEvents implements Observer {
    private final AppliedCounts counts = new AppliedCounts();
    private volatile @Nullable WatchHub hub;
    private volatile @Nullable LeaseClock leases;
    private volatile @Nullable GroupCommit proposals;
    private volatile @Nullable Runnable replaced;
    private volatile @Nullable Runnable membersChanged;
    private final TokenTable tokens;

    AppliedEvents(TokenTable tokens) {
        this.tokens = tokens;
    }

    /// `afterReplacement` brings the lease clock to the replaced state.
    void join(WatchHub hub, LeaseClock leases, Runnable afterReplacement) {
        this.hub = hub;
        this.leases = leases;
        this.replaced = afterReplacement;
    }

    /// `changed` is run when members changed, and hands over at once.
    void join(Runnable changed) {
        this.membersChanged = changed;
    }

    void join(GroupCommit proposals) {
        this.proposals = proposals;
    }

    AppliedCounts counts() {
        return counts;
    }

    @Override
    public void applying() {
        counts.times.begin();
        GroupCommit target = proposals;
        if (target != null) {
            target.applying();
        }
    }

    @Override
    public void changed(List<RevisionEvents> revisions) {
        counts.count(revisions);
        WatchHub target = hub;
        if (target != null) {
            target.changed(revisions);
        }
    }

    @Override
    public void answered(Envelope envelope, List<Result> results) {
        counts.count(envelope, results);
        GroupCommit target = proposals;
        if (target != null) {
            target.answered(envelope, results);
        }
    }

    @Override
    public void leaseGranted(long id, long ttlSeconds) {
        LeaseClock target = leases;
        if (target != null) {
            target.granted(id, ttlSeconds);
        }
    }

    @Override
    public void leaseRevoked(long id) {
        LeaseClock target = leases;
        if (target != null) {
            target.revoked(id);
        }
    }

    @Override
    public void membersChanged() {
        Runnable target = membersChanged;
        if (target != null) {
            target.run();
        }
    }

    @Override
    public void loggedIn(String user, String token) {
        tokens.add(token, user);
    }

    @Override
    public void loggedOut(String user) {
        tokens.end(user);
    }

    @Override
    public void allLoggedOut() {
        tokens.endAll();
    }

    @Override
    public void compacted(long revision) {
        // Watchers learn of it when they look into history.
    }

    @Override
    public void replaced() {
        WatchHub target = hub;
        Runnable refresh = replaced;
        if (target != null && refresh != null) {
            refresh.run();
            target.replaced();
        }
    }
}
