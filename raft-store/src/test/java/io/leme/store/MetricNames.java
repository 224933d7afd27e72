package io.leme.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The names on a page of metrics, and those that `METRICS.md` says are not there.
public final class MetricNames {
    private static final Pattern TYPED = Pattern.compile("(?m)^# TYPE (\\S+) ");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9_]+)(\\*?)` \\|");

    private MetricNames() {}

    /// The names on a page in Prometheus' text format.
    public static Set<String> on(String page) {
        return TYPED.matcher(page)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Names of etcd 3.6.
    static List<String> ofEtcd() throws IOException {
        try (InputStream names = MetricNames.class.getResourceAsStream("etcd-metrics.txt")) {
            return new String(names.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /// What is listed as absent, each row a pattern of names.
    public static List<Pattern> absent() throws IOException {
        Path list = Path.of(System.getProperty("leme.root"), "raft-store", "METRICS.md");
        String absent = Files.readString(list).split("## Absent", 2)[1];
        return ROW.matcher(absent).results().map(MetricNames::pattern).toList();
    }

    private static Pattern pattern(MatchResult row) {
        return Pattern.compile(row.group(1) + (row.group(2).isEmpty() ? "" : ".*"));
    }

    /// Whether one of the patterns says so.
    public static boolean isAmong(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }
}
