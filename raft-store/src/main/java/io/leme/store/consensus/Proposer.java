package io.leme.store.consensus;

import io.leme.store.command.Command;
import io.leme.store.command.Result;
import java.util.concurrent.CompletableFuture;

/// Brings commands into the log, many to an entry (group commit), and gives each its own result
/// when this member has applied it.
public interface Proposer {
    /// Never blocks. The future fails with [io.leme.store.error.StoreException]: a refusal
    /// ([Result.Rejected]) under its own error, REQUEST_TOO_LARGE and TOO_MANY_REQUESTS before the
    /// log, NO_LEADER when certainly not proposed, TIMEOUT and its kin when the outcome is unknown,
    /// STOPPED on shutdown. It completes on a thread that may be used for an answer but not for
    /// blocking work.
    CompletableFuture<Result> propose(Command command);
}
