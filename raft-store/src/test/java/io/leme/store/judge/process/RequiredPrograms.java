package io.leme.store.judge.process;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Programs that are not part of the build: present, or the test is skipped with a reason.
public final class RequiredPrograms {
    private RequiredPrograms() {}

    /// Skips the calling test unless every program is on the path. With the environment variable
    /// `LEME_REQUIRE_PROGRAMS=true`, an absent one fails it instead.
    public static void require(String... programs) {
        for (String program : programs) {
            boolean present = present(program);
            String reason = program + " is not on the path";
            if (!present && "true".equals(System.getenv("LEME_REQUIRE_PROGRAMS"))) {
                fail(reason + ", and LEME_REQUIRE_PROGRAMS=true");
            }
            assumeTrue(present, reason);
        }
    }

    private static boolean present(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
