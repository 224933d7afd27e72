package io.leme.bench.gateway;

/// Finds the resourceVersion in an answer without reading all of it.
final class Versions {
    private static final String FIELD = "\"resourceVersion\":\"";

    private Versions() {}

    /// The first one; empty when there is none.
    static String first(String answer) {
        int from = answer.indexOf(FIELD);
        if (from < 0) {
            return "";
        }
        int start = from + FIELD.length();
        return answer.substring(start, answer.indexOf('"', start));
    }
}
