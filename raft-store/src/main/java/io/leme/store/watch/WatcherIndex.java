package io.leme.store.watch;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The synced watchers by what they watch: a change touches those that match and no other.
final class WatcherIndex {
    private final Map<Bytes, Map<Selection, WatcherGroup>> byKey = new HashMap<>();
    private final IntervalTree<Map<Selection, WatcherGroup>> byRange = new IntervalTree<>();

    void add(Watcher watcher) {
        Selection selection = watcher.selection;
        groupsOf(selection.range())
                .computeIfAbsent(selection, WatcherGroup::new)
                .watchers
                .add(watcher);
    }

    void remove(Watcher watcher) {
        Selection selection = watcher.selection;
        Map<Selection, WatcherGroup> groups = find(selection.range());
        WatcherGroup group = groups == null ? null : groups.get(selection);
        if (groups == null || group == null || !group.watchers.remove(watcher)) {
            return;
        }

        if (group.watchers.isEmpty()) {
            groups.remove(selection);
        }
        if (groups.isEmpty()) {
            drop(selection.range());
        }
    }

    /// Hands over every group whose range contains `key`.
    void visit(Bytes key, Consumer<WatcherGroup> visitor) {
        Map<Selection, WatcherGroup> exact = byKey.get(key);
        if (exact != null) {
            exact.values().forEach(visitor);
        }
        if (byRange.size() > 0) {
            byRange.visit(key, groups -> groups.values().forEach(visitor));
        }
    }

    private Map<Selection, WatcherGroup> groupsOf(KeyRange range) {
        if (range.isSingle()) {
            return byKey.computeIfAbsent(range.from(), any -> new LinkedHashMap<>());
        }
        Map<Selection, WatcherGroup> known = byRange.get(range);
        if (known == null) {
            known = new LinkedHashMap<>();
            byRange.put(range, known);
        }
        return known;
    }

    private @Nullable Map<Selection, WatcherGroup> find(KeyRange range) {
        return range.isSingle() ? byKey.get(range.from()) : byRange.get(range);
    }

    private void drop(KeyRange range) {
        if (range.isSingle()) {
            byKey.remove(range.from());
        } else {
            byRange.remove(range);
        }
    }

    /// True when nobody is synced.
    boolean isEmpty() {
        return byKey.isEmpty() && byRange.size() == 0;
    }

    /// Takes all watchers out.
    void drainTo(Collection<Watcher> target) {
        byKey.values().forEach(groups -> takeAll(groups, target));
        byRange.visitAll(groups -> takeAll(groups, target));
        byKey.clear();
        byRange.clear();
    }

    private static void takeAll(Map<Selection, WatcherGroup> groups, Collection<Watcher> target) {
        groups.values().forEach(group -> target.addAll(group.watchers));
    }
}
