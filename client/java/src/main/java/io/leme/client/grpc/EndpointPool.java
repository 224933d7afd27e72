package io.leme.client.grpc;

import io.leme.client.config.EndpointPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// All members, and which one is next.
final class EndpointPool {
    private static final Duration RECONNECT_ONE = Duration.ofSeconds(1);
    private static final Duration RECONNECT_ALL = Duration.ofMillis(100);

    private final List<EndpointChannel> members;
    private final EndpointPolicy policy;
    private final AtomicInteger turn = new AtomicInteger();

    EndpointPool(List<EndpointChannel> members, EndpointPolicy policy) {
        this.members = List.copyOf(members);
        this.policy = policy;
    }

    List<EndpointChannel> members() {
        return members;
    }

    /// Where a new request or stream goes.
    EndpointChannel first() {
        int start =
                switch (policy) {
                    case ROUND_ROBIN -> turn.getAndIncrement();
                    case STICKY -> turn.get();
                };
        return reachableFrom(start);
    }

    /// Where it goes after this member failed it: to another one, if there is one.
    EndpointChannel after(EndpointChannel failed) {
        int next = failed.index() + 1;
        if (policy == EndpointPolicy.STICKY) {
            turn.compareAndSet(failed.index(), next % members.size());
        }
        return reachableFrom(next);
    }

    /// The first that looks reachable, going round from there; if none does, the one asked for.
    private EndpointChannel reachableFrom(int start) {
        for (int i = 0; i < members.size(); i++) {
            EndpointChannel member = members.get(Math.floorMod(start + i, members.size()));
            if (member.looksReachable()) {
                return member;
            }
            member.reconnect(RECONNECT_ONE);
        }
        members.forEach(member -> member.reconnect(RECONNECT_ALL));
        return members.get(Math.floorMod(start, members.size()));
    }
}
