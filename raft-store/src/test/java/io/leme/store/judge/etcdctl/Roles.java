package io.leme.store.judge.etcdctl;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who leads a cluster and who does not, as its members say.
///
/// @param endpoint of a member
/// @param id of the member
/// @param leader the id of the one whom it takes for the leader
record Roles(String endpoint, long id, long leader) {
    static final List<String> QUESTION =
            List.of("--endpoints={ENDPOINTS}", "endpoint", "status", "-w", "json");
    private static final Pattern STATUS =
            Pattern.compile("\"Endpoint\":\"([^\"]+)\".*?\"member_id\":(\\d+).*?\"leader\":(\\d+)");

    static boolean mentionedIn(String word) {
        return word.contains("{LEADER}") || word.contains("{OTHER}");
    }

    /// What the names in a script stand for; nothing while the members do not agree.
    static Optional<Map<String, String>> in(String statuses) {
        List<Roles> members =
                STATUS.matcher(statuses)
                        .results()
                        .map(found ->
                                new Roles(
                                        found.group(1),
                                        Long.parseUnsignedLong(found.group(2)),
                                        Long.parseUnsignedLong(found.group(3))))
                        .toList();
        if (members.stream().map(Roles::leader).distinct().count() != 1) {
            return Optional.empty();
        }
        Optional<Roles> leader =
                members.stream().filter(member -> member.id == member.leader).findFirst();
        Optional<Roles> other =
                members.stream()
                        .filter(member -> member.id != member.leader)
                        .findFirst()
                        .or(() -> leader);
        return leader.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Map.of(
                                "LEADER",
                                leader.get().endpoint(),
                                "OTHER",
                                Long.toHexString(other.orElseThrow().id())));
    }
}
