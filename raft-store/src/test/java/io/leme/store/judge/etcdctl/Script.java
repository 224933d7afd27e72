package io.leme.store.judge.etcdctl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A script of commands, one a line:
///
/// - `$ put a 1` runs `etcdctl put a 1`; quotes hold words together
/// - `$ lease grant 100 -> L` names the lease, `{L}` is its id from then on; so with the member
///   that `member add` adds, and with the revision of an answer in JSON
/// - `| text` is a line of input for the command above it
/// - `& watch a` runs beside the following commands; `? 3` waits until it printed three lines
/// - `. 3` waits for three lines of the oldest command that runs beside, and kills it; `, 3` asks
///   it to end instead
/// - `{ENDPOINTS}` are those of all members, `{LEADER}` that of the one who leads, `{OTHER}` the id
///   of one who does not, if there is one, and `{DIRECTORY}` a directory of this cluster alone
/// - `#` begins a comment
record Script(List<Command> commands) {
    private static final String DIRECTORY = "/io/leme/store/judge/etcdctl/";
    private static final String SUFFIX = ".etcdctl";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    static Script load(String name) {
        String path = DIRECTORY + name + SUFFIX;
        try (var in = Objects.requireNonNull(Script.class.getResourceAsStream(path), path)) {
            return parse(new String(in.readAllBytes(), UTF_8).lines().toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// All that there are, by name.
    static SortedMap<String, Script> all() throws IOException, URISyntaxException {
        var scripts = new TreeMap<String, Script>();
        var place = Objects.requireNonNull(Script.class.getResource(DIRECTORY), DIRECTORY);
        try (Stream<Path> files = Files.list(Path.of(place.toURI()))) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .forEach(name -> scripts.put(name, load(name)));
        }
        return scripts;
    }

    private static Script parse(List<String> lines) {
        var commands = new ArrayList<Command>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var input = new StringBuilder();
            while (i + 1 < lines.size() && lines.get(i + 1).startsWith("|")) {
                i++;
                input.append(lines.get(i).substring(1).stripLeading()).append('\n');
            }
            commands.add(command(line.charAt(0), line.substring(1).strip(), input.toString()));
        }
        return new Script(List.copyOf(commands));
    }

    private static Command command(char kind, String rest, String input) {
        return switch (kind) {
            case '$' -> {
                int arrow = rest.indexOf(" -> ");
                yield arrow < 0
                        ? new Command.Foreground(words(rest), "", input)
                        : new Command.Foreground(
                                words(rest.substring(0, arrow)), rest.substring(arrow + 4), input);
            }
            case '&' -> new Command.Background(words(rest), input);
            case '?' -> new Command.Await(Integer.parseInt(rest));
            case '.' -> new Command.Collect(Integer.parseInt(rest), false);
            case ',' -> new Command.Collect(Integer.parseInt(rest), true);
            default -> throw new IllegalArgumentException("not a command: " + kind + rest);
        };
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            for (int group = 1; group <= 3; group++) {
                if (matcher.group(group) != null) {
                    words.add(matcher.group(group));
                }
            }
        }
        return words;
    }
}
