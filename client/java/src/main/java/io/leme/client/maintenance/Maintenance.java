package io.leme.client.maintenance;

import io.leme.client.config.Endpoint;
import io.leme.client.error.Await;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Looks after members. Styles and failures are as with [io.leme.client.kv.Kv].
public interface Maintenance {
    /// The endpoints the client was built with.
    List<Endpoint> endpoints();

    /// @param endpoint one of [#endpoints]
    CompletableFuture<MemberStatus> statusAsync(Endpoint endpoint);

    /// Whether the member can serve a linearizable read, which is how etcdctl sees health. Always
    /// completes with an answer; what is wrong is part of it.
    ///
    /// @param endpoint one of [#endpoints]
    CompletableFuture<EndpointHealth> healthAsync(Endpoint endpoint);

    /// The hash of all keys and their history up to a revision; equal on all members that have
    /// applied it.
    ///
    /// @param endpoint one of [#endpoints]
    /// @param revision 0 for the newest
    CompletableFuture<HistoryHash> hashAsync(Endpoint endpoint, long revision);

    /// @param linearizable ask the leader, so that the list can't be an old one
    CompletableFuture<List<Member>> membersAsync(boolean linearizable);

    default MemberStatus status(Endpoint endpoint) {
        return Await.answer(statusAsync(endpoint));
    }

    default EndpointHealth health(Endpoint endpoint) {
        return Await.answer(healthAsync(endpoint));
    }

    default HistoryHash hash(Endpoint endpoint, long revision) {
        return Await.answer(hashAsync(endpoint, revision));
    }

    default List<Member> members(boolean linearizable) {
        return Await.answer(membersAsync(linearizable));
    }
}
