package io.leme.gateway.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Hears what one informer tells, and remembers what should not have been told.
///
/// Threads: told by the informer's, asked by the test's.
final class Witness {
    private final Map<String, Long> present = new HashMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    synchronized void added(String name, String version) {
        long now = Long.parseLong(version);
        if (present.put(name, now) != null) {
            faults.add(name + " was added twice, at " + version);
        }
        advance(name, now);
    }

    /// An update to the version that was seen last is a list that was read anew.
    synchronized void updated(String name, String before, String version) {
        long now = Long.parseLong(version);
        Long last = present.put(name, now);
        if (last == null) {
            faults.add(name + " was updated before it was added, at " + version);
        } else if (now == last && !before.equals(version)) {
            faults.add(name + " was updated twice to " + version);
        }
        advance(name, now);
    }

    /// @param version of the deletion, or of the last state that is known
    synchronized void deleted(String name, String version) {
        if (present.remove(name) == null) {
            faults.add(name + " was deleted and not there, at " + version);
        }
        advance(name, Long.parseLong(version));
    }

    private void advance(String name, long version) {
        long before = newest.merge(name, version, Math::max);
        if (before > version) {
            faults.add(name + " went back from " + before + " to " + version);
        }
    }

    /// What the events add up to: versions by name.
    synchronized Map<String, Long> present() {
        return new TreeMap<>(present);
    }

    List<String> faults() {
        return faults;
    }
}
