package io.leme.bench.ceiling;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/// `leme bench ceiling`: serves until it is stopped.
public final class CeilingMain {
    private static final String FLAG = "--listen-client-urls=";

    private CeilingMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        URI url =
                List.of(arguments).stream()
                        .filter(argument -> argument.startsWith(FLAG))
                        .map(argument -> URI.create(argument.substring(FLAG.length())))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(FLAG + "URL is missing"));
        try (CeilingServer server = CeilingServer.start(url.getPort())) {
            server.awaitEnd();
        }
    }
}
