package io.leme.store.command;

/// Something that is wrong with a member and that the whole cluster minds.
public record Alarm(long member, Kind kind) {
    /// What is wrong: the space quota is used up, or the member's data differs from the others'.
    public enum Kind {
        NO_SPACE,
        CORRUPT
    }
}
