package io.leme.store.judge.etcdctl;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A command of `etcdctl` and how often and in which forms the scripts have it run.
final class ComparedCommand {
    /// Commands that say by a second word what they do.
    private static final Set<String> FAMILIES =
            Set.of(
                    "alarm",
                    "auth",
                    "check",
                    "endpoint",
                    "lease",
                    "member",
                    "role",
                    "snapshot",
                    "user");

    /// Flags that say to whom a command speaks, or that exist nowhere.
    private static final Set<String> OF_ALL = Set.of("--endpoints", "--user", "--nonsense");

    /// One word or two, as `put` or `lease grant`.
    private final String name;

    private final SortedSet<String> flags = new TreeSet<>();
    private final SortedSet<String> formats = new TreeSet<>();
    private int lines;

    private ComparedCommand(String name) {
        this.name = name;
    }

    /// Those of all scripts, by name.
    static SortedMap<String, ComparedCommand> all() throws IOException, URISyntaxException {
        var commands = new TreeMap<String, ComparedCommand>();
        for (Script script : Script.all().values()) {
            for (Command command : script.commands()) {
                List<String> words =
                        switch (command) {
                            case Command.Foreground run -> run.words();
                            case Command.Background run -> run.words();
                            case Command.Await _, Command.Collect _ -> List.of();
                        };
                String name = nameIn(words);
                if (!name.isEmpty() && !name.equals("nonsense")) {
                    commands.computeIfAbsent(name, ComparedCommand::new).add(words);
                }
            }
        }
        return commands;
    }

    /// What the words of a line call.
    private static String nameIn(List<String> words) {
        List<String> plain = words.stream().filter(word -> !word.startsWith("-")).toList();
        String first = plain.isEmpty() ? "" : plain.getFirst();
        return FAMILIES.contains(first) && plain.size() > 1 ? first + " " + plain.get(1) : first;
    }

    /// Counts a line that calls it.
    private void add(List<String> words) {
        lines++;
        var rest = new ArrayList<>(words);
        while (!rest.isEmpty() && !rest.getFirst().equals("--")) {
            String word = rest.removeFirst();
            if (word.equals("-w")) {
                formats.add(rest.removeFirst());
            } else if (word.equals("sh")) {
                return;
            } else if (word.startsWith("-") && !OF_ALL.contains(flag(word))) {
                flags.add(flag(word));
            }
        }
    }

    private static String flag(String word) {
        int equals = word.indexOf('=');
        return equals < 0 ? word : word.substring(0, equals);
    }

    String row() {
        return "| `%s` | %d | %s | %s |"
                .formatted(name, lines, String.join(", ", formats), String.join(" ", flags));
    }
}
