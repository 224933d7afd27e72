package io.leme.store.service;

import java.util.List;

/// How this member is. Sizes are in bytes; `leader` is 0 when none is known; `errors` are texts for
/// people.
public record MemberStatus(
        long databaseSize,
        long databaseSizeInUse,
        long quota,
        long leader,
        long committedIndex,
        long appliedIndex,
        long term,
        List<String> errors) {
    public MemberStatus {
        errors = List.copyOf(errors);
    }
}
