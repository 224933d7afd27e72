package io.leme.gateway.http;

/// Puts what the client's user should read into `Warning` headers, as RFC 7234 has them (`299 -
/// "text"`), within Kubernetes' bound of 4 KiB in all: beyond it texts are cut, and then left out.
final class Warnings implements Step {
    private static final int MAX_TOTAL = 4096;
    private static final int MAX_WHEN_CUT = 256;

    @Override
    public Reply handle(Exchange exchange, Handler next) {
        Reply reply = next.handle(exchange);
        int total = exchange.warnings().stream().mapToInt(String::length).sum();
        int longest = total > MAX_TOTAL ? MAX_WHEN_CUT : MAX_TOTAL;
        int left = MAX_TOTAL;
        for (String warning : exchange.warnings()) {
            String text = warning.substring(0, Math.min(longest, warning.length()));
            left -= text.length();
            if (left < 0) {
                break;
            }
            reply = reply.with("warning", "299 - " + quoted(text));
        }
        return reply;
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(Character.isISOControl(c) ? ' ' : c);
        }
        return quoted.append('"').toString();
    }
}
