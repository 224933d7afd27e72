package io.leme.store.command;

import java.util.List;

/// One entry of the log: commands that were proposed together by member `origin`, which knows them
/// by `sequence` (unique per process start of that member) and answers their callers when it has
/// applied the entry itself. Each command has its own result and, if it changes something, its own
/// revision.
public record Envelope(long origin, long sequence, List<Command> commands) {
    public Envelope {
        commands = List.copyOf(commands);
    }
}
