package io.leme.store.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/// The settings of a YAML file (etcd: `--config-file`), by the names of their flags. Names are
/// those of flags but for two sections, for the certificates of the two ports. Durations may be
/// whole nanoseconds, as in etcd.
final class ConfigFile {
    private static final int MOST_BYTES = 1 << 20;
    private static final String CLIENT_SECTION = "client-transport-security";
    private static final String PEER_SECTION = "peer-transport-security";

    /// Flags whose numbers are nanoseconds.
    private static final Set<Flag> DURATIONS =
            Set.of(
                    Flag.GRPC_KEEPALIVE_MIN_TIME,
                    Flag.GRPC_KEEPALIVE_INTERVAL,
                    Flag.GRPC_KEEPALIVE_TIMEOUT,
                    Flag.WATCH_PROGRESS_NOTIFY_INTERVAL,
                    Flag.WARNING_UNARY_REQUEST_DURATION);

    /// Names that sections have and flags spell otherwise.
    private static final Map<String, String> IN_CLIENT_SECTION =
            Map.of("allowed-hostname", "client-cert-allowed-hostname");

    private static final Map<String, String> IN_PEER_SECTION =
            Map.of(
                    "allowed-cn", "peer-cert-allowed-cn",
                    "allowed-hostname", "peer-cert-allowed-hostname",
                    "skip-client-san-verification", "peer-skip-client-san-verification");

    private final Path path;
    private final List<String> problems;
    private final Map<String, String> values = new LinkedHashMap<>();

    private ConfigFile(Path path, List<String> problems) {
        this.path = path;
        this.problems = problems;
    }

    /// Values by flag name; what is wrong is added to `problems`.
    static Map<String, String> read(Path path, List<String> problems) {
        ConfigFile file = new ConfigFile(path, problems);
        file.read();
        return file.values;
    }

    private void read() {
        LoaderOptions bounded = new LoaderOptions();
        bounded.setCodePointLimit(MOST_BYTES);
        try (Reader text = Files.newBufferedReader(path)) {
            Object content = new Yaml(new SafeConstructor(bounded)).load(text);
            switch (content) {
                case null -> {}
                case Map<?, ?> entries -> entries.forEach((name, value) -> top("" + name, value));
                default -> problem("holds no settings");
            }
        } catch (IOException unreadable) {
            problem("cannot be read: " + unreadable);
        } catch (YAMLException malformed) {
            problem(
                    "is no YAML: "
                            + String.valueOf(malformed.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""));
        }
    }

    private void top(String name, @Nullable Object value) {
        switch (name) {
            case CLIENT_SECTION ->
                    section(value, inner -> IN_CLIENT_SECTION.getOrDefault(inner, inner));
            case PEER_SECTION ->
                    section(value, inner -> IN_PEER_SECTION.getOrDefault(inner, "peer-" + inner));
            default -> put(name, name, value);
        }
    }

    private void section(@Nullable Object section, UnaryOperator<String> flag) {
        switch (section) {
            case null -> {}
            case Map<?, ?> entries ->
                    entries.forEach((name, value) -> put("" + name, flag.apply("" + name), value));
            default -> problem("has a section that holds no settings");
        }
    }

    private void put(String name, String flag, @Nullable Object value) {
        Optional<Flag> known = Flag.of(flag);
        if (known.isEmpty() && ForeignFlag.of(flag).isEmpty()) {
            problem("has an unknown setting '" + name + "'");
        } else if (value != null) {
            values.put(flag, text(known, value));
        }
    }

    private static String text(Optional<Flag> flag, Object value) {
        return switch (value) {
            case List<?> all -> all.stream().map(String::valueOf).collect(Collectors.joining(","));
            case Number nanoseconds when flag.filter(DURATIONS::contains).isPresent() ->
                    nanoseconds.longValue() / 1_000_000 + "ms";
            default -> value.toString();
        };
    }

    private void problem(String what) {
        problems.add("--config-file: " + path + " " + what);
    }
}
