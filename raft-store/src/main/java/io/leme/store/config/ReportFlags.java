package io.leme.store.config;

import io.leme.store.config.MemberSettings.LogForm;
import io.leme.store.config.MemberSettings.LogLevel;
import io.leme.store.config.MemberSettings.Reports;
import java.util.List;
import java.util.Locale;

/// The flags of what a member tells about itself.
final class ReportFlags {
    private final Values values;
    private final List<String> problems;

    ReportFlags(Values values, List<String> problems) {
        this.values = values;
        this.problems = problems;
    }

    Reports reports() {
        return new Reports(logLevel(), logForm());
    }

    private LogLevel logLevel() {
        for (LogLevel level : LogLevel.values()) {
            if (level.name().toLowerCase(Locale.ROOT).equals(values.text(Flag.LOG_LEVEL))) {
                return level;
            }
        }
        problems.add(
                "--log-level: '"
                        + values.text(Flag.LOG_LEVEL)
                        + "' is not one of debug, info, warn, error");
        return LogLevel.INFO;
    }

    private LogForm logForm() {
        return switch (values.text(Flag.LOG_FORMAT)) {
            case "json" -> LogForm.JSON;
            case "console" -> LogForm.TEXT;
            default -> {
                problems.add(
                        "--log-format: '"
                                + values.text(Flag.LOG_FORMAT)
                                + "' is neither 'json' nor 'console'");
                yield LogForm.TEXT;
            }
        };
    }
}
