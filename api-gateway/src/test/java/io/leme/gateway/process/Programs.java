package io.leme.gateway.process;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;

/// Programs that are not part of the build.
final class Programs {
    private Programs() {}

    /// Skips the calling test unless all are there; with `LEME_REQUIRE_PROGRAMS=true` fails it.
    static void require(String... programs) {
        for (String program : programs) {
            String reason = program + " is not on the path";
            if (!present(program) && "true".equals(System.getenv("LEME_REQUIRE_PROGRAMS"))) {
                fail(reason + ", and LEME_REQUIRE_PROGRAMS=true");
            }
            assumeTrue(present(program), reason);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no port is free", e);
        }
    }

    /// Where a program is; its name where it is not on the path.
    static String find(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .map(folder -> new File(folder, program))
                .filter(File::canExecute)
                .map(File::getPath)
                .findFirst()
                .orElse(program);
    }

    private static boolean present(String program) {
        return !find(program).equals(program);
    }
}
