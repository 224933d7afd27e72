package io.leme.store.config;

import java.util.List;

/// The settings are wrong. The message names every problem, one a line.
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public ConfigException(List<String> problems) {
        super(describe(problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }

    private static String describe(List<String> problems) {
        if (problems.size() == 1) {
            return "cannot start: " + problems.getFirst();
        }
        String lines = String.join("\n  - ", problems);
        return "cannot start, " + problems.size() + " problems:\n  - " + lines;
    }
}
