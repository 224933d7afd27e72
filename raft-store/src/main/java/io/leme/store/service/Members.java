package io.leme.store.service;

import io.leme.store.apply.MemberRecord;
import io.leme.store.command.PublishMember;
import io.leme.store.command.Result;
import io.leme.store.consensus.Proposer;
import io.leme.store.consensus.ReadGate;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Who belongs to the cluster: the members that the settings name, each with what it published
/// about itself when it started.
public final class Members {
    private final List<Founder> founders;
    private final Supplier<List<MemberRecord>> registry;
    private final ReadGate gate;
    private final Proposer proposer;

    /// A member as the settings name it.
    public record Founder(long id, List<URI> peerUrls) {
        public Founder {
            peerUrls = List.copyOf(peerUrls);
        }
    }

    public Members(
            List<Founder> founders,
            Supplier<List<MemberRecord>> registry,
            ReadGate gate,
            Proposer proposer) {
        this.founders = List.copyOf(founders);
        this.registry = registry;
        this.gate = gate;
        this.proposer = proposer;
    }

    /// Tells the cluster this member's name and client URLs.
    public CompletableFuture<Result> publish(PublishMember self) {
        return proposer.propose(self);
    }

    /// All members in the order of their ids. A member that never started has no name and no client
    /// URLs, as in etcd.
    public CompletableFuture<List<MemberRecord>> list(boolean linearizable) {
        if (!linearizable) {
            return CompletableFuture.completedFuture(list());
        }
        return gate.await().thenApply(passed -> list());
    }

    /// True for a member that may lead.
    public boolean isVoter(long member) {
        return founders.stream().anyMatch(founder -> founder.id() == member);
    }

    private List<MemberRecord> list() {
        Map<Long, MemberRecord> published = new HashMap<>();
        registry.get().forEach(member -> published.put(member.id(), member));
        List<MemberRecord> all = new ArrayList<>(founders.size());
        for (Founder founder : founders) {
            MemberRecord known = published.get(founder.id());
            List<String> peerUrls = founder.peerUrls().stream().map(URI::toString).toList();
            all.add(
                    known != null
                            ? known
                            : new MemberRecord(founder.id(), "", peerUrls, List.of()));
        }
        return all;
    }
}
