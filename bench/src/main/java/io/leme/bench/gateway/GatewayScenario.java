package io.leme.bench.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What is measured, by the names of the command line.
public enum GatewayScenario {
    /// A pod is created.
    CREATE,
    /// What the two processes hold with all pods in them.
    MEMORY,
    /// A pod is read, linearizably.
    GET,
    /// A pod is replaced.
    UPDATE,
    /// The lease of a node is renewed.
    LEASE,
    /// All pods are listed at once, linearizably.
    LIST,
    /// An event reaches a watcher.
    WATCH;

    /// The name on the command line.
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param names those of the command line; `all` stands for every one
    /// @throws IllegalArgumentException if there is no such scenario
    public static List<GatewayScenario> parseAll(List<String> names) {
        if (names.contains("all")) {
            return List.of(values());
        }
        return names.stream().map(GatewayScenario::parse).sorted().toList();
    }

    private static GatewayScenario parse(String name) {
        return Arrays.stream(values())
                .filter(each -> each.title().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario " + name));
    }
}
