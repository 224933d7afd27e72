package io.leme.store.judge.etcdctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.ComparisonPage;
import io.leme.store.judge.differential.KnownDifferences;
import io.leme.store.judge.process.RequiredPrograms;
import io.leme.store.judge.process.Tool;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the page says of `etcdctl` and of differences is what the scripts and lists hold.
class ComparisonPageTest {
    private static final Pattern LISTED = Pattern.compile("(?m)^\\t([a-z-]+(?: [a-z-]+)?)\\t");

    /// Those that are not compared, for reasons that the page gives.
    private static final List<String> APART =
            List.of("completion .*", "help", "make-mirror", "migrate");

    @Test
    void everyCommandOfTheScriptsIsOnThePage() throws Exception {
        ComparisonPage.has(
                "| command | lines | formats | flags |",
                ComparedCommand.all().values().stream().map(ComparedCommand::row).toList());
    }

    @Test
    @Tag("process")
    void everyCommandOfEtcdctlIsInAScript() throws Exception {
        RequiredPrograms.require("etcdctl");
        List<String> commands =
                LISTED.matcher(Tool.etcdctl("help").orFail())
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> APART.stream().noneMatch(name::matches))
                        .toList();
        assertThat(commands).contains("put");
        assertThat(ComparedCommand.all().keySet()).containsAll(commands);
    }

    @Test
    void everyKnownDifferenceIsOnThePage() throws IOException {
        ComparisonPage.has(
                "| met in | difference |",
                Stream.concat(
                                rows("random requests", "known-differences.txt"),
                                rows("`etcdctl`", "etcdctl/known-differences.txt"))
                        .toList());
    }

    private static Stream<String> rows(String where, String list) {
        return KnownDifferences.load(list).reasons().stream()
                .map(reason -> "| " + where + " | " + reason + " |");
    }
}
