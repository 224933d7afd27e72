package io.leme.bench.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A server program that takes etcd's flags: how it is called in reports, and the words that start
/// it before the flags.
public record Contender(String name, List<String> command) {
    public Contender {
        command = List.copyOf(command);
    }

    /// etcd, or a program that takes its flags, by name on the PATH or by path.
    public static Contender etcd(String name, String binary) {
        return new Contender(name, List.of(binary));
    }

    /// This project's store, started as `leme store` does when the launcher says where it is, else
    /// from this process's own class path.
    public static Contender leme() {
        String home = System.getenv("LEME_HOME");
        if (home != null) {
            return new Contender("leme", List.of(Path.of(home, "leme").toString(), "store"));
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-XX:+UseCompactObjectHeaders");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("io.leme.store.StoreMain");
        return new Contender("leme", command);
    }
}
