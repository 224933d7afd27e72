package io.leme.store.config;

import io.leme.store.config.MemberSettings.LogForm;
import io.leme.store.config.MemberSettings.LogLevel;
import io.leme.store.config.MemberSettings.Reports;
import io.leme.store.config.MemberSettings.Tracing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The flags of what a member tells about itself.
final class ReportFlags {
    private static final int MILLION = 1_000_000;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s/]+:\\d{1,5}");

    private final Values values;
    private final List<String> problems;

    ReportFlags(Values values, List<String> problems) {
        this.values = values;
        this.problems = problems;
    }

    Reports reports() {
        return new Reports(logLevel(), logForm(), timesCalls(), tracing());
    }

    private Optional<Tracing> tracing() {
        long rate = values.natural(Flag.DISTRIBUTED_TRACING_SAMPLING_RATE);
        if (rate > MILLION) {
            problems.add("--distributed-tracing-sampling-rate: " + rate + " is above " + MILLION);
        }
        String address = values.text(Flag.DISTRIBUTED_TRACING_ADDRESS);
        if (!ADDRESS.matcher(address).matches()) {
            problems.add("--distributed-tracing-address: '" + address + "' is not host:port");
        }
        return values.isOn(Flag.ENABLE_DISTRIBUTED_TRACING)
                ? Optional.of(
                        new Tracing(
                                address,
                                values.text(Flag.DISTRIBUTED_TRACING_SERVICE_NAME),
                                values.given(Flag.DISTRIBUTED_TRACING_INSTANCE_ID),
                                (int) rate))
                : Optional.empty();
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

    private boolean timesCalls() {
        return switch (values.text(Flag.METRICS)) {
            case "extensive" -> true;
            case "basic" -> false;
            default -> {
                problems.add(
                        "--metrics: '"
                                + values.text(Flag.METRICS)
                                + "' is neither 'basic' nor 'extensive'");
                yield false;
            }
        };
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
