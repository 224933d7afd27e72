package io.leme.store.judge.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a member runs. Both take the same flags.
public enum Program {
    /// The `etcd` on the path.
    ETCD,
    /// The store of this build, on the class path of the tests without the tests themselves.
    LEME;

    private static final List<String> JVM =
            List.of(
                    "-Xms64m",
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /// The program under judgement: the store, unless the property `leme.judge.subject` says ETCD.
    /// Judging etcd beside itself shows whether a test is fair.
    public static Program subject() {
        return valueOf(System.getProperty("leme.judge.subject", LEME.name()));
    }

    /// The words that start this program, before its flags.
    ///
    /// @param virtualMachine more options for the store's virtual machine; etcd has none
    List<String> command(List<String> virtualMachine) {
        if (this == ETCD) {
            return List.of("etcd");
        }
        return java("io.leme.store.StoreMain", virtualMachine);
    }

    /// The words that start a main class of this build.
    static List<String> java(String mainClass, List<String> virtualMachine) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(JVM);
        words.addAll(virtualMachine);
        words.add("-cp");
        words.add(classPath());
        words.add(mainClass);
        return words;
    }

    private static String classPath() {
        String all =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return String.join(
                File.pathSeparator,
                Arrays.stream(all.split(File.pathSeparator))
                        .filter(entry -> !entry.replace('\\', '/').contains("test-classes"))
                        .toList());
    }
}
