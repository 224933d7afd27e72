package io.leme.store.judge.etcdctl;

import java.util.List;

/// One line of a script.
sealed interface Command {
    /// Runs to its end; `name` is what later lines call the lease, revision or member it prints.
    record Foreground(List<String> words, String name, String input) implements Command {}

    /// Runs on until a later line collects what it printed; its input stays open until then.
    record Background(List<String> words, String input) implements Command {}

    /// Waits until the background command that was started last printed so many lines.
    record Await(int lines) implements Command {}

    /// Waits until the background command that was started first printed so many lines, ends it and
    /// takes its output.
    ///
    /// @param gently whether it is asked to end, and may say and do more
    record Collect(int lines, boolean gently) implements Command {}
}
