package io.leme.store.service;

import io.leme.store.apply.MemberRecord;
import io.leme.store.apply.MemberRegistry;
import io.leme.store.consensus.Leadership;
import io.leme.store.consensus.Membership;
import io.leme.store.consensus.Membership.Peer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the log's members into line with those of the cluster, one at a time: removed ones leave
/// the log, promoted ones get their vote, and new ones are taken in when they run. A leader that
/// was removed gives the leadership away first.
///
/// [#run] is called by one thread again and again; only the leader does anything.
public final class Roster {
    private static final Logger log = LoggerFactory.getLogger(Roster.class);
    private static final Duration HANDOVER = Duration.ofSeconds(2);

    private final Members members;
    private final Supplier<MemberRegistry> registry;
    private final Membership membership;
    private final Leadership leadership;
    private final AtomicBoolean changing = new AtomicBoolean();

    public Roster(
            Members members,
            Supplier<MemberRegistry> registry,
            Membership membership,
            Leadership leadership) {
        this.members = members;
        this.registry = registry;
        this.membership = membership;
        this.leadership = leadership;
    }

    /// Takes note of where the members are.
    public void learnAddresses() {
        for (MemberRecord member : registry.get().members()) {
            URI url = URI.create(member.peerUrls().getFirst());
            membership.know(member.id(), host(url), url.getPort());
        }
    }

    public void run() {
        if (!leadership.isLeader() || changing.get()) {
            return;
        }
        List<Peer> now = membership.current();
        MemberRegistry wanted = registry.get();
        Optional<Peer> removed =
                now.stream().filter(peer -> wanted.removed().contains(peer.id())).findFirst();
        if (removed.isPresent()) {
            remove(now, removed.get(), wanted);
            return;
        }
        Set<Long> present = now.stream().map(Peer::id).collect(Collectors.toSet());
        for (MemberRecord member : wanted.members()) {
            if (!present.contains(member.id())) {
                addWhenItRuns(now, member);
                return;
            }
        }
        promote(now, wanted);
    }

    private void remove(List<Peer> now, Peer removed, MemberRegistry wanted) {
        if (removed.id() != leadership.self()) {
            change("removing", removed.id(), without(now, removed));
            return;
        }
        now.stream()
                .filter(peer -> !peer.learner() && !wanted.removed().contains(peer.id()))
                .findFirst()
                .ifPresent(successor -> {
                    if (changing.compareAndSet(false, true)) {
                        var _ =
                                leadership
                                        .handTo(successor.id(), HANDOVER)
                                        .whenComplete((done, failure) -> changing.set(false));
                    }
                });
    }

    private void addWhenItRuns(List<Peer> now, MemberRecord member) {
        if (!changing.compareAndSet(false, true)) {
            return;
        }
        URI url = URI.create(member.peerUrls().getFirst());
        membership.know(member.id(), host(url), url.getPort());
        List<Peer> next = new ArrayList<>(now);
        next.add(new Peer(member.id(), host(url), url.getPort(), member.learner()));
        var _ =
                members.isReachable(member.id())
                        .whenComplete((reachable, failure) -> {
                            changing.set(false);
                            if (failure == null && reachable) {
                                change("adding", member.id(), next);
                            }
                        });
    }

    private void promote(List<Peer> now, MemberRegistry wanted) {
        for (Peer peer : now) {
            boolean promoted =
                    peer.learner()
                            && wanted.member(peer.id())
                                    .filter(member -> !member.learner())
                                    .isPresent();
            if (promoted) {
                List<Peer> next = without(now, peer);
                next.add(new Peer(peer.id(), peer.host(), peer.port(), false));
                change("promoting", peer.id(), next);
                return;
            }
        }
    }

    private void change(String what, long id, List<Peer> next) {
        if (!changing.compareAndSet(false, true)) {
            return;
        }
        log.info("{} member {}", what, Long.toHexString(id));
        var _ =
                membership
                        .change(next)
                        .whenComplete((done, failure) -> {
                            changing.set(false);
                            log.info(
                                    "{} member {}: {}",
                                    what,
                                    Long.toHexString(id),
                                    failure == null ? "done" : "" + failure);
                        });
    }

    private static List<Peer> without(List<Peer> peers, Peer gone) {
        List<Peer> left = new ArrayList<>(peers);
        left.remove(gone);
        return left;
    }

    private static String host(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
