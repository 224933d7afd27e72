package io.leme.store.config;

import io.leme.store.config.MemberSettings.Logins;
import io.leme.store.config.MemberSettings.Upkeep;
import java.time.Duration;
import java.util.List;

/// The flags of quota, compaction and logins.
final class UpkeepFlags {
    private static final long NO_QUOTA = -1;

    private final CommandLine line;
    private final Values values;
    private final List<String> problems;

    UpkeepFlags(CommandLine line, Values values, List<String> problems) {
        this.line = line;
        this.values = values;
        this.problems = problems;
    }

    /// etcd has a quota of 2 GiB by default, which its one memory-mapped file makes wise. Nothing
    /// here grows slow with its size, so there is none unless it is asked for.
    Upkeep upkeep() {
        long quota = values.number(Flag.QUOTA_BACKEND_BYTES);
        return new Upkeep(
                quota > 0 ? quota : NO_QUOTA, compaction(), values.isOn(Flag.AUTO_DISARM));
    }

    /// Costs outside of bcrypt's range count as the default, as in etcd.
    Logins logins() {
        long cost = values.natural(Flag.BCRYPT_COST);
        boolean fits = cost >= 4 && cost <= 31;
        return new Logins(
                fits ? (int) cost : Integer.parseInt(Flag.BCRYPT_COST.fallback()),
                Duration.ofSeconds(values.positive(Flag.AUTH_TOKEN_TTL)),
                new TokenFlag(problems).tokens(values.text(Flag.AUTH_TOKEN)));
    }

    private AutoCompaction compaction() {
        return switch (values.text(Flag.AUTO_COMPACTION_MODE)) {
            case "periodic" -> periodic();
            case "revision" -> {
                long revisions = values.natural(Flag.AUTO_COMPACTION_RETENTION);
                yield revisions == 0
                        ? new AutoCompaction.Off()
                        : new AutoCompaction.ByRevision(revisions);
            }
            default -> {
                problems.add(
                        "--auto-compaction-mode: '"
                                + values.text(Flag.AUTO_COMPACTION_MODE)
                                + "' is neither 'periodic' nor 'revision'");
                yield new AutoCompaction.Off();
            }
        };
    }

    /// A bare number is hours.
    private AutoCompaction periodic() {
        String text = line.value(Flag.AUTO_COMPACTION_RETENTION);
        Duration retention =
                text.chars().allMatch(Character::isDigit)
                        ? Duration.ofHours(values.natural(Flag.AUTO_COMPACTION_RETENTION))
                        : values.duration(Flag.AUTO_COMPACTION_RETENTION);
        return retention.isPositive()
                ? new AutoCompaction.Periodic(retention)
                : new AutoCompaction.Off();
    }
}
