package io.leme.store.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.ComparisonPage;
import io.leme.store.config.ForeignFlag.Treatment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlagPageTest {
    @Test
    void everyFlagIsOnThePage() throws IOException {
        String honoured =
                Arrays.stream(Flag.values())
                        .map(flag -> "`--" + flag.spelling() + "`")
                        .collect(joining(", "));
        ComparisonPage.has(
                "| what becomes of it | flags |",
                List.of(
                        "| honoured | " + honoured + " |",
                        "| taken with a notice | " + foreign(Treatment.NOTICE) + " |",
                        "| refused | " + foreign(Treatment.REFUSE) + " |"));
    }

    /// The names are those of etcd 3.6.
    @Test
    void everyFlagOfEtcdsIsHonouredNoticedOrRefusedWithAReason() throws IOException {
        try (InputStream names = ComparisonPage.class.getResourceAsStream("etcd-flags.txt")) {
            assertThat(new String(names.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .hasSizeGreaterThan(100)
                    .allMatch(
                            name -> Flag.of(name).isPresent() || ForeignFlag.of(name).isPresent());
        }
        assertThat(ForeignFlag.values())
                .filteredOn(flag -> flag.treatment() == Treatment.REFUSE)
                .noneMatch(flag -> flag.reason().isEmpty());
    }

    private static String foreign(Treatment treatment) {
        return Arrays.stream(ForeignFlag.values())
                .filter(flag -> flag.treatment() == treatment)
                .map(flag ->
                        "`--"
                                + flag.spelling()
                                + "`"
                                + (flag.reason().isEmpty() ? "" : " (" + flag.reason() + ")"))
                .collect(joining(", "));
    }
}
