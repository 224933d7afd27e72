package io.leme.gateway.process;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A story of commands and what has to come back, as text.
///
/// Paragraphs are parted by empty lines; a line that begins with `#` is a remark. The first line of
/// a paragraph says what to do, by its first character:
///
/// - `$` runs a command; the lines below are what it prints, the first of them `exit 1` where it
///   fails.
/// - `?` does that until it comes true.
/// - `>` runs a command whose output has a name from then on: `{name}` stands for it.
/// - `&` starts a command that goes on.
/// - `~` is what that has printed so far; `exit 0` as the last line is its end.
/// - `+` is a file and its content.
///
/// In an expected line `...` stands for anything, `<age>` for a duration and two blanks for one or
/// more of them; a line of dots alone stands for any lines. Empty lines do not count.
record Transcript(List<Step> steps) {
    private static final Pattern EXIT = Pattern.compile("exit (\\d+)");
    private static final String ANY = "...";
    private static final Pattern WILD = Pattern.compile("\\.\\.\\.|<age>| {2,}");

    /// A paragraph.
    ///
    /// @param sign its first character
    /// @param text the rest of its first line
    /// @param lines those below
    record Step(char sign, String text, List<String> lines) {}

    /// What a program has to print, and its exit code.
    ///
    /// @param ended whether it has to have ended
    record Expected(int code, boolean ended, List<String> lines) {
        static Expected of(List<String> lines) {
            List<String> left = new ArrayList<>(lines);
            for (String end : left.isEmpty() ? List.<String>of() : ends(left)) {
                Matcher exit = EXIT.matcher(end);
                if (exit.matches()) {
                    left.remove(end);
                    return new Expected(Integer.parseInt(exit.group(1)), true, left);
                }
            }
            return new Expected(0, false, left);
        }

        private static List<String> ends(List<String> lines) {
            return List.of(lines.getFirst(), lines.getLast());
        }

        /// Whether this is what was printed.
        boolean fits(String output) {
            List<String> actual = output.lines().filter(line -> !line.isBlank()).toList();
            int next = 0;
            int gap = -1;
            int tried = 0;
            for (int at = 0; at < actual.size(); ) {
                if (next < lines.size() && lines.get(next).equals(ANY)) {
                    gap = next++;
                    tried = at;
                } else if (next < lines.size() && fits(lines.get(next), actual.get(at))) {
                    next++;
                    at++;
                } else if (gap >= 0) {
                    next = gap + 1;
                    at = ++tried;
                } else {
                    return false;
                }
            }

            return lines.subList(next, lines.size()).stream().allMatch(ANY::equals);
        }

        private static boolean fits(String expected, String actual) {
            var pattern = new StringBuilder();
            Matcher wild = WILD.matcher(expected);
            int from = 0;
            while (wild.find()) {
                pattern.append(Pattern.quote(expected.substring(from, wild.start())));
                pattern.append(
                        switch (wild.group()) {
                            case ANY -> ".*";
                            case "<age>" -> "\\d+[sm][\\ds]*";
                            default -> "\\s+";
                        });
                from = wild.end();
            }
            pattern.append(Pattern.quote(expected.substring(from)));

            return actual.stripTrailing().matches(pattern.toString());
        }
    }

    static Transcript parse(String text) {
        List<Step> steps = new ArrayList<>();
        for (String paragraph : text.split("\n\n+")) {
            List<String> lines = paragraph.lines().dropWhile(line -> line.startsWith("#")).toList();
            if (!lines.isEmpty()) {
                String first = lines.getFirst();
                steps.add(
                        new Step(
                                first.charAt(0),
                                first.substring(1).strip(),
                                lines.subList(1, lines.size())));
            }
        }

        return new Transcript(List.copyOf(steps));
    }
}
