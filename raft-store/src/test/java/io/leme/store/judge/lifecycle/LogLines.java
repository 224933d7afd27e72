package io.leme.store.judge.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.judge.process.Member;
import java.util.List;
import java.util.regex.Pattern;

/// What must not be in a log.
final class LogLines {
    private static final Pattern LOUD = Pattern.compile("\\b(WARN|WARNING|ERROR|FATAL|SEVERE)\\b");
    private static final Pattern TRACE = Pattern.compile("^\\s+at [\\w.$/]+\\(|Exception");

    private LogLines() {}

    /// No warning, no error, no stack trace. That a call took long is the machine's doing.
    static void assertQuiet(Member member) {
        assertThat(matching(member, LOUD))
                .as("warnings of %s", member.settings().name())
                .allMatch(line -> line.contains("slow request:"));
        assertNoTrace(member);
    }

    /// No stack trace.
    static void assertNoTrace(Member member) {
        assertThat(matching(member, TRACE)).as("traces of %s", member.settings().name()).isEmpty();
    }

    private static List<String> matching(Member member, Pattern pattern) {
        return member.log().stream().filter(line -> pattern.matcher(line).find()).toList();
    }
}
