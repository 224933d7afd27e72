package io.leme.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The README's table of clients: which version of which client did what against the gateway.
///
/// Tests write it. With `-Dleme.clients.write=true` they add what they have seen succeed; without,
/// they fail when their client's version has a row and the row lacks something of that.
final class ClientTable {
    private static final String HEADING = "| client | version | what the tests have it do |";
    private static final Pattern ARCHIVE_VERSION = Pattern.compile("-(\\d+\\.\\d+)\\.\\d+\\.jar$");
    private static final boolean WRITES = Boolean.getBoolean("leme.clients.write");

    private final Path readme;
    private final List<String> lines;

    private ClientTable(Path readme) throws IOException {
        this.readme = readme;
        this.lines = Files.readAllLines(readme);
    }

    /// @param client for example `kubectl`
    /// @param version for example `1.32`
    /// @param done what succeeded, in words of the client's users
    static void note(String client, String version, Collection<String> done) throws IOException {
        new ClientTable(readme()).noteRow("| " + client + " | " + version + " | ", done);
    }

    /// The same of a client that is a library, whose version its archive's name tells.
    ///
    /// @param member of the library
    static void note(String client, Class<?> member, Collection<String> done) throws IOException {
        String archive = member.getProtectionDomain().getCodeSource().getLocation().getPath();
        Matcher version = ARCHIVE_VERSION.matcher(archive);
        assertThat(version.find()).as(archive).isTrue();
        note(client, version.group(1), done);
    }

    private void noteRow(String front, Collection<String> done) throws IOException {
        Optional<String> row = lines.stream().filter(line -> line.startsWith(front)).findFirst();
        var known = new TreeSet<String>();
        row.ifPresent(line ->
                known.addAll(
                        List.of(line.substring(front.length(), line.length() - 2).split(", "))));
        if (!WRITES) {
            if (row.isPresent()) {
                assertThat(known)
                        .as("the README's %s; -Dleme.clients.write=true adds to it", front)
                        .containsAll(done);
            }
            return;
        }
        known.addAll(done);
        row.ifPresent(lines::remove);
        int heading = lines.indexOf(HEADING);
        assertThat(heading).as("the README has a table of clients").isNotNegative();
        lines.add(heading + 2, front + String.join(", ", known) + " |");
        sortRows(heading + 2);
        Files.write(readme, lines);
    }

    private void sortRows(int first) {
        int end = first;
        while (end < lines.size() && lines.get(end).startsWith("| ")) {
            end++;
        }
        lines.subList(first, end).sort(Comparator.naturalOrder());
    }

    private static Path readme() {
        Path folder = Path.of("").toAbsolutePath();
        return Stream.iterate(folder, each -> each != null, Path::getParent)
                .filter(each -> Files.exists(each.resolve("leme")))
                .map(each -> each.resolve("README.md"))
                .findFirst()
                .orElseThrow();
    }
}
