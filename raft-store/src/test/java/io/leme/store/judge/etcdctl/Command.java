package io.leme.store.judge.etcdctl;

import java.util.List;

/// One line of a script.
sealed interface Command {
    /// Runs to its end; `name` is what later lines call the lease or revision it prints.
    record Foreground(List<String> words, String name, String input) implements Command {}

    /// Runs on until a later line collects what it printed.
    record Background(List<String> words, String input) implements Command {}

    /// Waits until the background command printed so many lines, ends it and takes its output.
    record Collect(int lines) implements Command {}
}
