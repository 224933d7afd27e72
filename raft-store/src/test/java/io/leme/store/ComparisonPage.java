package io.leme.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `ETCD.md`: what was compared with etcd, and how.
///
/// Tests write its tables. With `-Dleme.page.write=true` they put in what they know; without, they
/// fail where the page says anything else.
public final class ComparisonPage {
    private static final boolean WRITES = Boolean.getBoolean("leme.page.write");

    private ComparisonPage() {}

    /// @param header the first line of a table
    /// @param rows those below the header, as lines of the page
    public static void has(String header, List<String> rows) throws IOException {
        Path page = Path.of(System.getProperty("leme.root"), "raft-store", "ETCD.md");
        List<String> lines = Files.readAllLines(page);
        int first = lines.indexOf(header) + 2;
        assertThat(first).as("%s has the table %s", page, header).isGreaterThan(1);
        int end = first;
        while (end < lines.size() && lines.get(end).startsWith("|")) {
            end++;
        }
        List<String> table = lines.subList(first, end);
        if (!WRITES) {
            assertThat(table).as("-Dleme.page.write=true writes %s", page).isEqualTo(rows);
            return;
        }
        table.clear();
        lines.addAll(first, rows);
        Files.write(page, lines);
    }
}
