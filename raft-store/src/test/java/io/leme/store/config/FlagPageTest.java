package io.leme.store.config;

import static java.util.stream.Collectors.joining;

import io.leme.store.ComparisonPage;
import io.leme.store.config.ForeignFlag.Treatment;
import java.io.IOException;
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
