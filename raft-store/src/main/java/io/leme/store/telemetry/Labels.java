package io.leme.store.telemetry;

/// The labels of one series, as they stand between the braces on the page.
///
/// @param text empty, or `name="value"`, more of them divided by commas
public record Labels(String text) {
    public static final Labels NONE = new Labels("");

    public static Labels of(String name, String value) {
        return NONE.and(name, value);
    }

    /// These, and one more.
    public Labels and(String name, String value) {
        String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        String more = name + "=\"" + quoted + "\"";
        return new Labels(text.isEmpty() ? more : text + "," + more);
    }

    @Override
    public String toString() {
        return text.isEmpty() ? "" : "{" + text + "}";
    }
}
