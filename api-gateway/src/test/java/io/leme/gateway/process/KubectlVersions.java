package io.leme.gateway.process;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Which versions of `kubectl` there are: distributions put them side by side, as `kubectl.1.27`
/// beside a `kubectl` that chooses among them.
///
/// Below 1.32 bodies are JSON, from there on protobuf.
final class KubectlVersions {
    private static final String NAME = "kubectl.1.";

    private KubectlVersions() {}

    /// The oldest and the newest, or the only one; `-Dleme.kubectl=FILE` names another one.
    static List<String> ends() throws IOException {
        String named = System.getProperty("leme.kubectl", "");
        if (!named.isEmpty()) {
            return List.of(named);
        }
        List<String> found = beside(Path.of(Programs.find("kubectl")).toRealPath());

        return found.size() < 2 ? List.of("kubectl") : List.of(found.getFirst(), found.getLast());
    }

    private static List<String> beside(Path kubectl) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(requireNonNull(kubectl.getParent()))) {
            files.filter(file -> name(file).matches("kubectl\\.1\\.\\d+")).forEach(found::add);
        }
        found.sort(Comparator.comparingInt(KubectlVersions::minor));

        return found.stream().map(Path::toString).toList();
    }

    private static int minor(Path file) {
        return Integer.parseInt(name(file).substring(NAME.length()));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
