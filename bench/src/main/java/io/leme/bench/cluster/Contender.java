package io.leme.bench.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A server program that takes etcd's flags: how it is called in reports, what it is, and the words
/// that start it before the flags.
public record Contender(String name, Kind kind, List<String> command) {
    /// What a contender can serve: a store everything, the ceiling unary KV calls, which it answers
    /// without doing anything.
    public enum Kind {
        STORE,
        CEILING
    }

    public Contender {
        command = List.copyOf(command);
    }

    /// etcd, or a program that takes its flags, by name on the PATH or by path.
    public static Contender etcd(String name, String binary) {
        return new Contender(name, Kind.STORE, List.of(binary));
    }

    /// This project's store, started as `leme store` does when the launcher says where it is, else
    /// from this process's own class path.
    ///
    /// `javaOptions` come after those that the launcher sets itself.
    public static Contender leme(List<String> javaOptions) {
        List<String> launched = List.of("store");
        return new Contender(
                "leme", Kind.STORE, ours(launched, "io.leme.store.StoreMain", javaOptions));
    }

    /// A service that does nothing, on the JVM options of the store.
    public static Contender ceiling(List<String> javaOptions) {
        List<String> launched = List.of("bench", "ceiling");
        String mainClass = "io.leme.bench.ceiling.CeilingMain";
        return new Contender("ceiling", Kind.CEILING, ours(launched, mainClass, javaOptions));
    }

    /// The same program with another flag.
    public Contender with(String flag) {
        List<String> longer = new ArrayList<>(command);
        longer.add(flag);
        return new Contender(name, kind, longer);
    }

    /// The words that start one of this project's servers.
    ///
    /// @param launched what the launcher calls it
    static List<String> ours(List<String> launched, String mainClass, List<String> javaOptions) {
        List<String> command = new ArrayList<>();
        String home = System.getenv("LEME_HOME");
        if (home != null) {
            command.add("env");
            command.add("LEME_JAVA_OPTS=" + String.join(" ", javaOptions));
            command.add(Path.of(home, "leme").toString());
            command.addAll(launched);
            return command;
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-XX:+UseCompactObjectHeaders");
        command.add("-XX:+UseParallelGC");
        command.addAll(javaOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        return command;
    }
}
