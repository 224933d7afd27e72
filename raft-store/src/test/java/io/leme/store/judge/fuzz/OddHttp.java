package io.leme.store.judge.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

/// Requests in HTTP/1.1 that no HTTP client writes, each with what must be in the answer; nothing
/// at all stands for a connection that was closed without one.
final class OddHttp {
    private static final int LONGEST_WAIT_MS = 10_000;

    /// Where no answer is expected, none is waited for.
    private static final int QUIET_MS = 20;

    private record Oddity(String request, String answer) {}

    private static final List<Oddity> ODDITIES =
            List.of(
                    new Oddity(get("/%zz"), "400"),
                    new Oddity(get("/health%"), "400"),
                    new Oddity(get("/" + "x".repeat(20_000)), ""),
                    new Oddity(get("//..//..\u0001"), ""),
                    new Oddity("GET\r\n\r\n", ""),
                    new Oddity("\r\n\r\n\r\n", ""),
                    new Oddity("GET / HTTP/9.9\r\n\r\n", ""),
                    new Oddity(
                            "GET /health HTTP/1.1\r\n" + "X-Y: z\r\n".repeat(3_000) + "\r\n", ""),
                    new Oddity(head("kv/put", "Content-Length: -5"), ""),
                    new Oddity(head("kv/put", "Content-Length: 99999999999"), ""),
                    new Oddity(head("kv/put", "Transfer-Encoding: chunked") + "FFFFFFFF\r\nx", ""),
                    new Oddity(
                            head("kv/put", "Content-Length: 1\r\nTransfer-Encoding: chunked")
                                    + "0\r\n\r\n",
                            ""),
                    new Oddity(post("kv/put", "[".repeat(100_000)), "400"),
                    new Oddity(post("kv/put", "{\"key\":{}}"), "400"),
                    new Oddity(post("kv/put", "{\"key\":\"%%%\"}"), "400"),
                    new Oddity(post("kv/put", "\"\""), "400"),
                    new Oddity(post("kv/put", "null"), "400"),
                    new Oddity(post("kv/range", "{\"limit\":1e400,\"key\":\"YQ==\"}"), "400"),
                    new Oddity(post("kv/range", "{\"limit\":\"1e9999999\"}"), "400"),
                    new Oddity(post("cluster/member/remove", "{\"ID\":\"1e999999999\"}"), "400"),
                    new Oddity(post("cluster/member/remove", "{\"ID\":1e999999999}"), "400"),
                    new Oddity(post("kv/txn", nested(90)), "400"),
                    new Oddity(post("kv/none", "{}"), "404"),
                    new Oddity(post("watch", "{}{}{}[1]"), "400"),
                    new Oddity(post("kv/range", "{\"key\":\"YQ==\"}"), "200"));

    private OddHttp() {}

    static void ask(int port) throws IOException {
        for (Oddity oddity : ODDITIES) {
            try (RawSocket socket = new RawSocket(port)) {
                int patience = oddity.answer.isEmpty() ? QUIET_MS : LONGEST_WAIT_MS;
                String answer = socket.send(oddity.request).answer(patience);
                assertThat(firstLine(answer)).as(firstLine(oddity.request)).contains(oddity.answer);
            }
        }
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    }

    private static String head(String path, String header) {
        return "POST /v3/" + path + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n";
    }

    private static String post(String path, String body) {
        return head(path, "Connection: close\r\nContent-Length: " + body.length()) + body;
    }

    /// Transactions in transactions, deeper than anyone may nest them.
    private static String nested(int depth) {
        return "{\"success\":[{\"requestTxn\":".repeat(depth) + "{}" + "}]}".repeat(depth);
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.substring(0, Math.min(80, line.length()));
    }
}
