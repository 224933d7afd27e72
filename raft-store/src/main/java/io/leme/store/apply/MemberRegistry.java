package io.leme.store.apply;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Members by what was told to the cluster: `members` have published themselves or were added;
/// `removed` are the ids of those that were removed, ever. Founders that never published are in
/// neither.
public record MemberRegistry(List<MemberRecord> members, Set<Long> removed) {
    public static final MemberRegistry EMPTY = new MemberRegistry(List.of(), Set.of());

    public MemberRegistry {
        members = List.copyOf(members);
        removed = Set.copyOf(removed);
    }

    public Optional<MemberRecord> member(long id) {
        return members.stream().filter(member -> member.id() == id).findFirst();
    }
}
