package io.leme.store.consensus.ratis;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.ratis.metrics.LongCounter;
import org.apache.ratis.metrics.MetricRegistries;
import org.apache.ratis.metrics.MetricRegistryInfo;
import org.apache.ratis.metrics.RatisMetricRegistry;
import org.apache.ratis.metrics.Timekeeper;
import org.apache.ratis.util.TimeDuration;

/// Where Ratis puts its figures. Of its dozens of timers per entry only the sync of the log is
/// kept; the others cost nothing here. Public, with a constructor without parameters, because Ratis
/// finds it as a service of the class path, one for the process.
public final class RatisMetrics extends MetricRegistries {
    private static final String SYNC_TIMER = "syncTime";
    private static final Timekeeper UNTIMED = () -> () -> 0;

    private final Map<MetricRegistryInfo, Figures> registries = new ConcurrentHashMap<>();
    private final Map<String, SyncTimes> syncs = new ConcurrentHashMap<>();

    /// The one that Ratis uses.
    static RatisMetrics ofThisProcess() {
        if (MetricRegistries.global() instanceof RatisMetrics ours) {
            return ours;
        }
        throw new IllegalStateException("another metrics library of Ratis is on the class path");
    }

    /// @param member as Ratis names it
    SyncTimes syncs(String member) {
        return syncs.computeIfAbsent(member, name -> new SyncTimes());
    }

    @Override
    public RatisMetricRegistry create(MetricRegistryInfo info) {
        return registries.computeIfAbsent(info, Figures::new);
    }

    @Override
    public Optional<RatisMetricRegistry> get(MetricRegistryInfo info) {
        return Optional.ofNullable(registries.get(info));
    }

    @Override
    public boolean remove(MetricRegistryInfo info) {
        return registries.remove(info) != null;
    }

    @Override
    public void clear() {
        registries.clear();
    }

    @Override
    public Set<MetricRegistryInfo> getMetricRegistryInfos() {
        return Set.copyOf(registries.keySet());
    }

    @Override
    public Collection<RatisMetricRegistry> getMetricRegistries() {
        return List.copyOf(registries.values());
    }

    @Override
    public void addReporterRegistration(
            Consumer<RatisMetricRegistry> start, Consumer<RatisMetricRegistry> stop) {
        // Nothing is reported from here.
    }

    @Override
    public void enableJmxReporter() {
        // Nothing is reported from here.
    }

    @Override
    public void enableConsoleReporter(TimeDuration rate) {
        // Nothing is reported from here.
    }

    private final class Figures implements RatisMetricRegistry {
        private final MetricRegistryInfo info;

        private Figures(MetricRegistryInfo info) {
            this.info = info;
        }

        @Override
        public Timekeeper timer(String name) {
            return name.equals(SYNC_TIMER) ? syncs(info.getPrefix()) : UNTIMED;
        }

        @Override
        public LongCounter counter(String name) {
            return new Count(new AtomicLong());
        }

        @Override
        public boolean remove(String name) {
            return false;
        }

        @Override
        public <T> void gauge(String name, Supplier<Supplier<T>> gauge) {
            // Not shown, so never asked.
        }

        @Override
        public MetricRegistryInfo getMetricRegistryInfo() {
            return info;
        }
    }

    private record Count(AtomicLong value) implements LongCounter {
        @Override
        public void inc(long n) {
            value.addAndGet(n);
        }

        @Override
        public void dec(long n) {
            value.addAndGet(-n);
        }

        @Override
        public long getCount() {
            return value.get();
        }
    }
}
