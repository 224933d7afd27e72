package io.leme.gateway.registry.kind.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// When cron jobs run: five fields for minutes, hours, days, months and days of the week, or a name
/// for such five. What is wrong is told in the words of the parser that Kubernetes uses.
public final class CronSchedule {
    private static final List<String> NAMED =
            List.of(
                    "@yearly",
                    "@annually",
                    "@monthly",
                    "@weekly",
                    "@daily",
                    "@midnight",
                    "@hourly");
    private static final String EVERY = "@every ";
    private static final List<Field> FIELDS =
            List.of(
                    new Field(0, 59, List.of()),
                    new Field(0, 23, List.of()),
                    new Field(1, 31, List.of()),
                    new Field(
                            1,
                            12,
                            List.of(
                                    "", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug",
                                    "sep", "oct", "nov", "dec")),
                    new Field(0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat")));

    private CronSchedule() {}

    /// What a field may hold.
    ///
    /// @param names for numbers from 0 on
    private record Field(int least, int most, List<String> names) {}

    /// What is wrong with a schedule; empty when nothing is.
    public static Optional<String> problem(String schedule) {
        String fields = withoutZone(schedule);
        if (fields.startsWith("@")) {
            boolean known = NAMED.contains(fields) || fields.startsWith(EVERY);

            return known ? Optional.empty() : Optional.of("unrecognized descriptor: " + fields);
        }
        List<String> words = List.of(fields.strip().split("\\s+"));
        if (words.size() != FIELDS.size() || fields.isBlank()) {
            int found = fields.isBlank() ? 0 : words.size();

            return Optional.of(
                    "expected exactly 5 fields, found "
                            + found
                            + ": ["
                            + String.join(" ", found == 0 ? List.of() : words)
                            + "]");
        }
        for (int i = 0; i < FIELDS.size(); i++) {
            for (String part : words.get(i).split(",")) {
                Optional<String> problem = problem(part, FIELDS.get(i));
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }

        return Optional.empty();
    }

    private static String withoutZone(String schedule) {
        boolean zoned = schedule.startsWith("TZ=") || schedule.startsWith("CRON_TZ=");

        return zoned ? schedule.substring(schedule.indexOf(' ') + 1).strip() : schedule;
    }

    /// Of one part between commas: `*`, a number or a range, perhaps with a step.
    private static Optional<String> problem(String part, Field field) {
        String[] steps = part.split("/", -1);
        String[] ends = steps[0].split("-", -1);
        boolean any = ends[0].equals("*") || ends[0].equals("?");
        try {
            int from = any ? field.least() : number(ends[0], field);
            int to = any ? field.most() : from;
            if (ends.length > 2) {
                return Optional.of("too many hyphens: " + part);
            }
            if (ends.length == 2 && !any) {
                to = number(ends[1], field);
            }
            if (steps.length > 2) {
                return Optional.of("too many slashes: " + part);
            }
            int step = 1;
            if (steps.length == 2) {
                step = number(steps[1], new Field(0, 0, List.of()));
                to = ends.length == 1 ? field.most() : to;
            }

            return problem(part, field, new int[] {from, to, step});
        } catch (UnreadableNumberException unreadable) {
            return Optional.of(unreadable.problem);
        }
    }

    private static Optional<String> problem(String part, Field field, int[] range) {
        if (range[0] < field.least()) {
            return Optional.of(
                    "beginning of range (%d) below minimum (%d): %s"
                            .formatted(range[0], field.least(), part));
        }
        if (range[1] > field.most()) {
            return Optional.of(
                    "end of range (%d) above maximum (%d): %s"
                            .formatted(range[1], field.most(), part));
        }
        if (range[0] > range[1]) {
            return Optional.of(
                    "beginning of range (%d) beyond end of range (%d): %s"
                            .formatted(range[0], range[1], part));
        }

        return range[2] == 0
                ? Optional.of("step of range should be a positive number: " + part)
                : Optional.empty();
    }

    private static int number(String text, Field field) throws UnreadableNumberException {
        int named = field.names().indexOf(text.toLowerCase(Locale.ROOT));
        if (named >= 0 && !text.isEmpty()) {
            return named;
        }
        try {
            int number = Integer.parseInt(text);
            if (number < 0) {
                throw new UnreadableNumberException(
                        "negative number (" + number + ") not allowed: " + text);
            }

            return number;
        } catch (NumberFormatException none) {
            throw new UnreadableNumberException(
                    "failed to parse int from "
                            + text
                            + ": strconv.Atoi: parsing \""
                            + text
                            + "\": invalid syntax");
        }
    }

    /// What stands where a number should.
    private static final class UnreadableNumberException extends Exception {
        private static final long serialVersionUID = 1;
        private final String problem;

        UnreadableNumberException(String problem) {
            super(problem);
            this.problem = problem;
        }
    }
}
