package io.leme.store.rpc;

import io.leme.store.auth.Identity;
import io.leme.store.command.Command;
import io.leme.store.command.Login;
import io.leme.store.command.OnBehalf;
import io.leme.store.command.Result;
import io.leme.store.consensus.Proposer;
import io.leme.store.error.StoreException;
import io.leme.store.service.Callers;
import java.util.concurrent.CompletableFuture;

/// Puts the name of the current call's user on what is proposed for it, while authentication is on.
public final class CallerProposer implements Proposer {
    private final Proposer proposer;
    private final Callers callers;

    public CallerProposer(Proposer proposer, Callers callers) {
        this.proposer = proposer;
        this.callers = callers;
    }

    @Override
    public CompletableFuture<Result> propose(Command command) {
        return bound().propose(command);
    }

    /// A proposer for the user of the current call, good also when the call has gone on to another
    /// thread.
    public Proposer bound() {
        if (!callers.isAuthOn()) {
            return proposer;
        }
        try {
            Identity user = Credentials.caller(callers).identity();
            return command ->
                    proposer.propose(
                            command instanceof Login
                                    ? command
                                    : new OnBehalf(user.user(), user.authRevision(), command));
        } catch (StoreException refused) {
            return command -> CompletableFuture.failedFuture(refused);
        }
    }
}
