package io.leme.gateway.registry.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Paths in errors, and the `fieldPath`s that rules name.
final class RulePath {
    private static final int LONGEST = 1024;
    private static final Pattern STEP =
            Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_-]*)|\\['((?:[^'\\\\]|\\\\.)*+)'\\]");

    private RulePath() {}

    /// The names of a path such as `.spec.labels['a-b']`; empty for what is none.
    static Optional<List<String>> parse(String path) {
        if (path.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int at = 0;
        while (at < path.length()) {
            if (!step.find(at) || step.start() != at) {
                return Optional.empty();
            }
            names.add(
                    step.group(1) == null
                            ? step.group(2).replaceAll("\\\\(.)", "$1")
                            : step.group(1));
            at = step.end();
        }

        return Optional.of(names);
    }

    static String field(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static String key(String path, String key) {
        return path + "[" + key + "]";
    }
}
