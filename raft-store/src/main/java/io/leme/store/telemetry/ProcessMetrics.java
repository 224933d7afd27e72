package io.leme.store.telemetry;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the operating system says of this process, under the names every Prometheus client uses.
final class ProcessMetrics {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final String VIRTUAL = "VmSize:";

    private ProcessMetrics() {}

    static void register(Metrics metrics) {
        metrics.gauge(
                "process_resident_memory_bytes",
                "Resident memory size in bytes.",
                () -> bytes(RESIDENT));
        metrics.gauge(
                "process_virtual_memory_bytes",
                "Virtual memory size in bytes.",
                () -> bytes(VIRTUAL));
        metrics.gauge(
                "process_start_time_seconds",
                "Start time of the process since unix epoch in seconds.",
                () -> ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0);
        if (ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.UnixOperatingSystemMXBean system) {
            metrics.counter(
                    "process_cpu_seconds",
                    "Total user and system CPU time spent in seconds.",
                    () -> system.getProcessCpuTime() / 1_000_000_000L);
            metrics.gauge(
                    "process_open_fds",
                    "Number of open file descriptors.",
                    system::getOpenFileDescriptorCount);
            metrics.gauge(
                    "process_max_fds",
                    "Maximum number of open file descriptors.",
                    system::getMaxFileDescriptorCount);
            metrics.gauge(
                    "os_fd_used",
                    "Number of used file descriptors.",
                    system::getOpenFileDescriptorCount);
            metrics.gauge(
                    "os_fd_limit", "File descriptor limit.", system::getMaxFileDescriptorCount);
        }
    }

    /// Not a number where there is no /proc.
    private static double bytes(String row) {
        try {
            List<String> lines = Files.readAllLines(STATUS);
            for (String line : lines) {
                if (line.startsWith(row)) {
                    String kilobytes = line.substring(row.length()).replace("kB", "").strip();
                    return 1024.0 * Long.parseLong(kilobytes);
                }
            }
        } catch (IOException noProc) {
            return Double.NaN;
        }
        return Double.NaN;
    }
}
