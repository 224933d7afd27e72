package io.leme.store.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The words of a command line and of the environment, sorted to their flags but not yet
/// understood.
final class CommandLine {
    private static final String ENVIRONMENT_PREFIX = "ETCD_";

    private final Map<Flag, String> values = new EnumMap<>(Flag.class);
    private final Map<ForeignFlag, String> foreign = new EnumMap<>(ForeignFlag.class);
    private final List<String> warnings = new ArrayList<>();
    private final List<String> problems;
    private boolean help;
    private boolean version;

    private CommandLine(List<String> problems) {
        this.problems = problems;
    }

    /// Reads everything; what is wrong is added to `problems`.
    static CommandLine read(
            List<String> arguments, Map<String, String> environment, List<String> problems) {
        CommandLine line = new CommandLine(problems);
        line.readEnvironment(environment);
        line.readArguments(arguments);
        line.given(Flag.CONFIG_FILE).ifPresent(file -> line.readFile(Path.of(file)));
        line.judgeForeign();
        return line;
    }

    boolean help() {
        return help;
    }

    boolean version() {
        return version;
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /// A line for the log.
    void warn(String text) {
        warnings.add(text);
    }

    /// The given value, or the default.
    String value(Flag flag) {
        return values.getOrDefault(flag, flag.fallback());
    }

    /// The given value, if one was given and is not empty.
    Optional<String> given(Flag flag) {
        return Optional.ofNullable(values.get(flag)).filter(value -> !value.isEmpty());
    }

    /// A variable that no flag knows is warned of and not refused, as in etcd: orchestrators put
    /// variables such as `ETCD_SERVICE_HOST` into every process.
    private void readEnvironment(Map<String, String> environment) {
        environment.forEach((variable, value) -> {
            if (!variable.startsWith(ENVIRONMENT_PREFIX)) {
                return;
            }

            Flag.ofVariable(variable)
                    .ifPresentOrElse(
                            flag -> values.put(flag, value),
                            () -> readForeignVariable(variable, value));
        });
    }

    private void readForeignVariable(String variable, String value) {
        ForeignFlag.ofVariable(variable)
                .ifPresentOrElse(
                        flag -> foreign.put(flag, value),
                        () -> warnings.add("unrecognized environment variable " + variable));
    }

    /// The file holds everything then, as in etcd.
    private void readFile(Path file) {
        if (values.size() + foreign.size() > 1) {
            warnings.add("--config-file: settings come from " + file + ", not from other flags");
        }
        values.clear();
        foreign.clear();
        ConfigFile.read(file, problems)
                .forEach((name, value) ->
                        Flag.of(name)
                                .ifPresentOrElse(
                                        flag -> values.put(flag, value),
                                        () ->
                                                ForeignFlag.of(name)
                                                        .ifPresent(
                                                                flag -> foreign.put(flag, value))));
    }

    private void judgeForeign() {
        foreign.forEach((flag, value) -> {
            if (flag.isHarmless(value)) {
                return;
            }
            switch (flag.treatment()) {
                case NOTICE -> warnings.add(flag.text(value));
                case REFUSE -> problems.add(flag.text(value));
            }
        });
    }

    private void readArguments(List<String> arguments) {
        int next = 0;
        while (next < arguments.size()) {
            String word = arguments.get(next);
            next++;
            if (!word.startsWith("-")) {
                problems.add("'" + word + "' is not a valid flag");
                continue;
            }
            if (readGeneral(word)) {
                continue;
            }

            next += readFlag(word, arguments.subList(next, arguments.size()));
        }
    }

    private boolean readGeneral(String word) {
        switch (word) {
            case "-h", "-help", "--help" -> help = true;
            case "-version", "--version" -> version = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Returns how many of the following words belong to this one.
    private int readFlag(String word, List<String> following) {
        String text = word.startsWith("--") ? word.substring(2) : word.substring(1);
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        Optional<Flag> own = Flag.of(name);
        if (own.isPresent()) {
            return read(name, own.get().isSwitch(), text, following, own.get(), values);
        }
        Optional<ForeignFlag> other = ForeignFlag.of(name);
        if (other.isPresent()) {
            return read(name, other.get().isSwitch(), text, following, other.get(), foreign);
        }
        problems.add("unknown flag --" + name);
        return equals < 0 && !following.isEmpty() && !following.getFirst().startsWith("-") ? 1 : 0;
    }

    private <F> int read(
            String name,
            boolean standsAlone,
            String text,
            List<String> following,
            F flag,
            Map<F, String> target) {
        int equals = text.indexOf('=');
        if (equals >= 0) {
            target.put(flag, text.substring(equals + 1));
            return 0;
        }
        if (standsAlone) {
            target.put(flag, "true");
            return 0;
        }
        if (following.isEmpty()) {
            problems.add("--" + name + " needs a value");
            return 0;
        }
        target.put(flag, following.getFirst());
        return 1;
    }
}
