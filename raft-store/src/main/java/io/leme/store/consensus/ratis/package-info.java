/// The replicated log on Apache Ratis: the only package that imports `org.apache.ratis`. Bytes go
/// in, bytes come out; no Ratis type crosses its border.
///
/// [RatisNode] wires it. Words:
/// - **term**: the reign of one leader. [LeaderTerm] is what this member knows while it reigns.
/// - **round**: one confirmation of leadership by a quorum ([Barrier]); all reads that wait share
///   the next one.
/// - **applied**: reached the [io.leme.store.consensus.ReplicatedState]; **durable**: survives a
///   crash without the log.
///
/// Ratis 3.3.0 has holes that are closed here. Its own linearizable reads skip the leadership
/// check, so reads go through [Barrier]. An isolated leader under writes does not step down, so
/// [QuorumWatchdog] makes it. A torn log tail stops the start, so [LogInspection] looks first. Log
/// errors and exceptions in apply leave a process that only seems alive, so [Supervisor] ends it.
/// Its peer port takes client and administration calls, so [PeerPort] does not. A dead member stops
/// log purging, so the log is purged up to the durable position and a lagging member fetches a
/// checkpoint ([CheckpointFetch]). An entry beyond the size limit unseats the leader, so [RatisLog]
/// refuses it before. A learner that is being promoted does not vote, and a leader that is elected
/// in the middle of a promotion fails on the member that its configuration has twice, so
/// [VoteInterceptor] and [HookedRpc] step in. A learner is told at the wrong time that it is taken
/// in, so [HookedLeaderState] says it when it has a vote. A learner that is promoted may wait for
/// its own timer for ever, so [RatisServer] ends that before. Entries that come by two streams at
/// once fail, so [OneAppendAtATime] makes them wait; after a failure a follower would never stand
/// for election, so [RatisServer] starts its timer anew. A transfer of the leadership that fails at
/// once never ends, so [Transfer] ends it.
///
/// Threads: Ratis calls [StateMachineBridge] from its one apply thread, and the hooks from its
/// network threads, partly under its own locks; nothing here blocks in them.
@NullMarked
package io.leme.store.consensus.ratis;

import org.jspecify.annotations.NullMarked;
