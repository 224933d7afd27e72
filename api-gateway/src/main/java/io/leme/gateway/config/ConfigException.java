package io.leme.gateway.config;

import java.util.List;

/// A command line that can't be followed.
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /// @param problems at least one, each a line for the operator
    public ConfigException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /// Everything that is wrong, a line each.
    public List<String> problems() {
        return problems;
    }
}
