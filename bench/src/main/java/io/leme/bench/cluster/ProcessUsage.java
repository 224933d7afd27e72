package io.leme.bench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a process used so far, as Linux counts it in `/proc`. Zero where there is no `/proc` or no
/// such process.
public record ProcessUsage(double cpuSeconds, long residentBytes) {
    /// Linux reports CPU time in ticks of a hundredth of a second on every platform it runs on.
    private static final double TICKS_PER_SECOND = 100.0;

    private static final int USER_TICKS_FIELD = 11;
    private static final int KERNEL_TICKS_FIELD = 12;

    public static ProcessUsage of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            return new ProcessUsage(
                    cpuSeconds(Files.readString(process.resolve("stat"))),
                    residentBytes(Files.readAllLines(process.resolve("status"))));
        } catch (IOException e) {
            return new ProcessUsage(0, 0);
        }
    }

    /// That of this process.
    public static ProcessUsage own() {
        return of(ProcessHandle.current().pid());
    }

    /// The fields are counted behind the program's name, which stands in parentheses and may hold
    /// blanks.
    static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks =
                Long.parseLong(fields[USER_TICKS_FIELD])
                        + Long.parseLong(fields[KERNEL_TICKS_FIELD]);
        return ticks / TICKS_PER_SECOND;
    }

    static long residentBytes(List<String> status) {
        for (String line : status) {
            if (line.startsWith("VmRSS:")) {
                String kibibytes = line.replaceAll("[^0-9]", "");
                return Long.parseLong(kibibytes) * 1024;
            }
        }
        return 0;
    }
}
