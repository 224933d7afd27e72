package io.leme.store.service;

import io.leme.store.apply.MemberRecord;
import io.leme.store.apply.MemberRegistry;
import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.command.MemberChange;
import io.leme.store.command.PublishMember;
import io.leme.store.command.Result;
import io.leme.store.consensus.Leadership;
import io.leme.store.consensus.PeerCalls;
import io.leme.store.consensus.Proposer;
import io.leme.store.consensus.ReadGate;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongToDoubleFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// Who belongs to the cluster: those who founded it, each with what it published about itself when
/// it started, and those who were added later, without those who were removed.
///
/// A change is a command; the log's own membership follows it ([Roster]).
public final class Members {
    private static final byte DESCRIBE = 18;
    private static final byte PING = 19;
    private static final byte PROGRESS = 20;
    private static final double IN_SYNC = 0.9;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Settings settings;
    private final Supplier<MemberRegistry> registry;
    private final ReadGate gate;
    private final Supplier<Proposer> proposers;
    private final Links links;
    private final PromotionCounts promotions = new PromotionCounts();
    private volatile boolean learner;

    /// A member as the settings name it.
    public record Founder(long id, List<URI> peerUrls) {
        public Founder {
            peerUrls = List.copyOf(peerUrls);
        }
    }

    /// `newId` makes the id of a member out of its sorted peer URLs.
    public record Settings(
            long clusterId,
            List<Founder> founders,
            boolean strict,
            int maxLearners,
            ToLongFunction<List<String>> newId) {
        public Settings {
            founders = List.copyOf(founders);
        }
    }

    /// The ways to the others. `progress` tells how far a member follows, where this one leads.
    public record Links(Leadership leadership, PeerCalls peers, LongToDoubleFunction progress) {}

    /// `proposers` gives one that takes changes at the wish of the current caller.
    public Members(
            Settings settings,
            Supplier<MemberRegistry> registry,
            ReadGate gate,
            Supplier<Proposer> proposers,
            Links links) {
        this.settings = settings;
        this.registry = registry;
        this.gate = gate;
        this.proposers = proposers;
        this.links = links;
        links.peers.serve(DESCRIBE, payload -> CompletableFuture.completedFuture(description()));
        links.peers.serve(PING, payload -> CompletableFuture.completedFuture(new byte[0]));
        links.peers.serve(
                PROGRESS,
                payload ->
                        CompletableFuture.completedFuture(
                                new byte[] {
                                    (byte) (100 * links.progress.applyAsDouble(id(payload)))
                                }));
    }

    /// Tells the cluster a member's name and client URLs, through `own`, not as a client.
    public static CompletableFuture<Result> publish(Proposer own, PublishMember self) {
        return own.propose(self);
    }

    /// All members in the order of their ids. A member that never started has no name and no client
    /// URLs, as in etcd.
    public CompletableFuture<List<MemberRecord>> list(boolean linearizable) {
        if (!linearizable) {
            return CompletableFuture.completedFuture(list());
        }
        return gate.await().thenApply(passed -> list());
    }

    /// As far as this member knows.
    public List<MemberRecord> list() {
        MemberRegistry known = registry.get();
        Map<Long, MemberRecord> all = new HashMap<>();
        for (Founder founder : settings.founders) {
            List<String> urls = founder.peerUrls().stream().map(URI::toString).toList();
            all.put(founder.id(), new MemberRecord(founder.id(), "", urls, List.of()));
        }
        known.members().forEach(member -> all.put(member.id(), member));
        known.removed().forEach(all::remove);
        return all.values().stream()
                .sorted(Comparator.comparing(MemberRecord::id, Long::compareUnsigned))
                .toList();
    }

    /// As [#list()].
    public List<Long> ids() {
        return list().stream().map(MemberRecord::id).toList();
    }

    /// True for a member that may lead.
    public boolean isVoter(long member) {
        return list().stream().anyMatch(known -> known.id() == member && !known.learner());
    }

    /// True while this member has no vote.
    public boolean isLearner() {
        return learner;
    }

    /// Looks again whether this member has a vote.
    public void refresh() {
        learner =
                registry.get()
                        .member(links.leadership.self())
                        .map(MemberRecord::learner)
                        .orElse(false);
    }

    /// Expects a new member at these URLs; it may start from now on.
    public CompletableFuture<MemberRecord> add(List<String> peerUrls, boolean asLearner) {
        List<String> urls = peerUrls.stream().sorted().toList();
        if (!PeerUrls.areValid(urls)) {
            return failed(StoreError.BAD_MEMBER_URLS);
        }
        Proposer bound = proposers.get();
        long id = settings.newId.applyAsLong(urls);
        return gate.await()
                .thenCompose(passed -> mayGrow(asLearner))
                .thenApply(refusal -> refusal.or(() -> conflict(id, urls, asLearner)))
                .thenCompose(refusal ->
                        refusal.<CompletableFuture<Result>>map(Members::failed)
                                .orElseGet(() ->
                                        bound.propose(new MemberChange.Add(id, urls, asLearner))))
                .thenApply(done -> new MemberRecord(id, "", urls, List.of(), asLearner));
    }

    private CompletableFuture<Optional<StoreError>> mayGrow(boolean asLearner) {
        if (!settings.strict) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        List<MemberRecord> voters = voters(list());
        long started = started(voters);
        boolean first = started == 1 && voters.size() == 1;
        if (!asLearner && !first && started < (voters.size() + 1) / 2 + 1) {
            return done(StoreError.NOT_ENOUGH_STARTED);
        }
        return reachable(voters)
                .thenApply(count ->
                        count < voters.size()
                                ? Optional.of(StoreError.UNHEALTHY)
                                : Optional.empty());
    }

    /// As etcd, which looks at URLs before it counts learners.
    private Optional<StoreError> conflict(long id, List<String> urls, boolean asLearner) {
        if (areTaken(urls, id)) {
            return Optional.of(StoreError.PEER_URL_EXISTS);
        }
        long learners = list().stream().filter(MemberRecord::learner).count();
        return asLearner && learners >= settings.maxLearners
                ? Optional.of(StoreError.TOO_MANY_LEARNERS)
                : Optional.empty();
    }

    public CompletableFuture<Result> remove(long id) {
        Proposer bound = proposers.get();
        return gate.await()
                .thenCompose(passed -> mayRemove(id))
                .thenCompose(refusal ->
                        refusal.<CompletableFuture<Result>>map(Members::failed)
                                .orElseGet(() -> bound.propose(new MemberChange.Remove(id))));
    }

    private CompletableFuture<Optional<StoreError>> mayRemove(long id) {
        Optional<MemberRecord> member = find(id);
        if (member.isEmpty()) {
            return done(StoreError.MEMBER_NOT_FOUND);
        }
        if (!settings.strict || member.get().learner()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        List<MemberRecord> voters = voters(list());
        List<MemberRecord> left = voters.stream().filter(voter -> voter.id() != id).toList();
        if (left.isEmpty() || started(left) < left.size() / 2 + 1) {
            return done(StoreError.NOT_ENOUGH_STARTED);
        }
        return reachable(List.of(member.get()))
                .thenCombine(
                        reachable(left),
                        // One that is down is no part of the quorum that works.
                        (alive, others) ->
                                alive > 0 && others < 1 + (voters.size() - 1) / 2
                                        ? Optional.of(StoreError.UNHEALTHY)
                                        : Optional.empty());
    }

    public CompletableFuture<Result> update(long id, List<String> peerUrls) {
        List<String> urls = peerUrls.stream().sorted().toList();
        if (!PeerUrls.areValid(urls)) {
            return failed(StoreError.BAD_MEMBER_URLS);
        }
        Proposer bound = proposers.get();
        return gate.await()
                .thenCompose(passed -> {
                    if (find(id).isEmpty()) {
                        return failed(StoreError.MEMBER_NOT_FOUND);
                    }
                    return areTaken(urls, id)
                            ? failed(StoreError.PEER_URL_EXISTS)
                            : bound.propose(new MemberChange.Update(id, urls));
                });
    }

    /// Counts those that were asked of this member, whoever leads.
    public CompletableFuture<Result> promote(long id) {
        return promotions.counted(promoted(id));
    }

    public PromotionCounts promotions() {
        return promotions;
    }

    private CompletableFuture<Result> promoted(long id) {
        Proposer bound = proposers.get();
        return gate.await()
                .thenCompose(passed -> {
                    Optional<MemberRecord> member = find(id);
                    if (member.isEmpty()) {
                        return failed(StoreError.MEMBER_NOT_FOUND);
                    }
                    if (!member.get().learner()) {
                        return failed(StoreError.NOT_A_LEARNER);
                    }
                    return progress(id)
                            .thenCompose(share ->
                                    share < IN_SYNC
                                            ? Members.<Result>failed(StoreError.LEARNER_NOT_READY)
                                            : bound.propose(new MemberChange.Promote(id)));
                });
    }

    private CompletableFuture<Double> progress(long id) {
        if (links.leadership.isLeader()) {
            return CompletableFuture.completedFuture(links.progress.applyAsDouble(id));
        }
        if (links.leadership.leader().isEmpty()) {
            return failed(StoreError.NO_LEADER);
        }
        return links.peers
                .call(links.leadership.leader().getAsLong(), PROGRESS, bytes(id), PATIENCE)
                .thenApply(answer -> answer[0] / 100.0);
    }

    private boolean areTaken(List<String> urls, long exceptBy) {
        return list().stream()
                .filter(member -> member.id() != exceptBy)
                .anyMatch(member -> member.peerUrls().stream().anyMatch(urls::contains));
    }

    /// Whether a member answers on its peer port.
    public CompletableFuture<Boolean> isReachable(long id) {
        if (id == links.leadership.self()) {
            return CompletableFuture.completedFuture(true);
        }
        return links.peers
                .call(id, PING, new byte[0], PATIENCE)
                .handle((answer, failure) -> failure == null);
    }

    private CompletableFuture<Integer> reachable(List<MemberRecord> members) {
        CompletableFuture<Integer> count = CompletableFuture.completedFuture(0);
        for (MemberRecord member : members) {
            count =
                    count.thenCombine(
                            isReachable(member.id()), (sum, reached) -> reached ? sum + 1 : sum);
        }
        return count;
    }

    private Optional<MemberRecord> find(long id) {
        return list().stream().filter(member -> member.id() == id).findFirst();
    }

    private static List<MemberRecord> voters(List<MemberRecord> members) {
        return members.stream().filter(member -> !member.learner()).toList();
    }

    private static long started(List<MemberRecord> members) {
        return members.stream().filter(member -> !member.name().isEmpty()).count();
    }

    /// For a member that is about to join: the cluster's id, and each member's id and peer URLs.
    private byte[] description() {
        var out = new ArrayOutput(512);
        List<MemberRecord> all = list();
        out.fixed64(settings.clusterId);
        out.varint(all.size());
        for (MemberRecord member : all) {
            out.fixed64(member.id());
            out.varint(member.peerUrls().size());
            member.peerUrls().forEach(url -> out.sized(Bytes.utf8(url)));
        }
        return out.toArray();
    }

    /// What a member of a running cluster says of it.
    public record Description(long clusterId, Map<Long, List<String>> peerUrls) {
        /// Reads the answer to a DESCRIBE call.
        public static Description of(byte[] answer) {
            var in = new ByteInput(Bytes.wrap(answer));
            long clusterId = in.fixed64();
            Map<Long, List<String>> members = new HashMap<>();
            int count = in.count();
            for (int i = 0; i < count; i++) {
                long id = in.fixed64();
                int urls = in.count();
                List<String> texts = new ArrayList<>();
                for (int j = 0; j < urls; j++) {
                    texts.add(in.sized().toUtf8());
                }
                members.put(id, texts);
            }
            return new Description(clusterId, members);
        }
    }

    private static CompletableFuture<Optional<StoreError>> done(StoreError refusal) {
        return CompletableFuture.completedFuture(Optional.of(refusal));
    }

    private static <A> CompletableFuture<A> failed(StoreError error) {
        return CompletableFuture.failedFuture(new StoreException(error));
    }

    private static long id(byte[] payload) {
        return ByteBuffer.wrap(payload).getLong();
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
