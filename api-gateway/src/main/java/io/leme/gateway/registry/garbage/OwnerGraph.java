package io.leme.gateway.registry.garbage;

import io.leme.gateway.registry.Resource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who there is, and who belongs to whom. One entry per object of the cluster; confined to the
/// collector's thread.
final class OwnerGraph {
    private final Map<String, Member> members = new HashMap<>();
    private final Map<String, Set<String>> dependents = new HashMap<>();

    void put(Member member) {
        remove(member.uid());
        members.put(member.uid(), member);
        for (Member.Owner owner : member.owners()) {
            dependents.computeIfAbsent(owner.uid(), _ -> new HashSet<>()).add(member.uid());
        }
    }

    Optional<Member> remove(String uid) {
        Optional<Member> removed = Optional.ofNullable(members.remove(uid));
        removed.ifPresent(member -> {
            for (Member.Owner owner : member.owners()) {
                Set<String> others = dependents.getOrDefault(owner.uid(), new HashSet<>());
                others.remove(uid);
                if (others.isEmpty()) {
                    dependents.remove(owner.uid());
                }
            }
        });

        return removed;
    }

    Optional<Member> find(String uid) {
        return Optional.ofNullable(members.get(uid));
    }

    List<Member> dependentsOf(String uid) {
        return dependents.getOrDefault(uid, Set.of()).stream().map(members::get).toList();
    }

    /// Those with owners, and those that the collector holds.
    List<Member> concerned() {
        return members.values().stream()
                .filter(each -> !each.owners().isEmpty() || !each.leaving().isEmpty())
                .toList();
    }

    /// The uids of a resource's objects.
    Set<String> of(Resource resource) {
        Set<String> uids = new HashSet<>();
        members.forEach((uid, member) -> {
            if (member.resource().equals(resource)) {
                uids.add(uid);
            }
        });

        return uids;
    }
}
