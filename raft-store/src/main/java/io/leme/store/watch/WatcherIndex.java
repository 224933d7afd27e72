package io.leme.store.watch;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The synced watchers by what they watch: a change touches those that match and no other. The
/// groups of one range, eight at most, are a chain that is known by its first.
final class WatcherIndex {
    private final Map<Bytes, WatcherGroup> byKey = new HashMap<>();
    private final IntervalTree<WatcherGroup> byRange = new IntervalTree<>();

    void add(Watcher watcher) {
        groupOf(watcher.selection).join(watcher);
    }

    /// Does nothing with a watcher that is not synced.
    void remove(Watcher watcher) {
        WatcherGroup group = watcher.group;
        if (group == null) {
            return;
        }

        group.leave(watcher);
        if (group.first == null) {
            drop(group);
        }
    }

    /// Hands over every group whose range contains `key`.
    void visit(Bytes key, Consumer<WatcherGroup> visitor) {
        visitChain(byKey.get(key), visitor);
        if (byRange.size() > 0) {
            byRange.visit(key, chain -> visitChain(chain, visitor));
        }
    }

    private static void visitChain(@Nullable WatcherGroup chain, Consumer<WatcherGroup> visitor) {
        for (WatcherGroup group = chain; group != null; group = group.sibling) {
            visitor.accept(group);
        }
    }

    private WatcherGroup groupOf(Selection selection) {
        WatcherGroup last = null;
        for (WatcherGroup known = find(selection.range()); known != null; known = known.sibling) {
            if (known.selection.equals(selection)) {
                return known;
            }
            last = known;
        }

        WatcherGroup fresh = new WatcherGroup(selection);
        if (last == null) {
            begin(selection.range(), fresh);
        } else {
            last.sibling = fresh;
        }
        return fresh;
    }

    private @Nullable WatcherGroup find(KeyRange range) {
        return range.isSingle() ? byKey.get(range.from()) : byRange.get(range);
    }

    /// `group` is the first of its range from now on.
    private void begin(KeyRange range, WatcherGroup group) {
        if (range.isSingle()) {
            byKey.put(range.from(), group);
        } else {
            byRange.put(range, group);
        }
    }

    private void drop(WatcherGroup gone) {
        KeyRange range = gone.selection.range();
        WatcherGroup chain = find(range);
        if (chain != gone) {
            while (chain != null && chain.sibling != gone) {
                chain = chain.sibling;
            }
            if (chain != null) {
                chain.sibling = gone.sibling;
            }
        } else if (gone.sibling != null) {
            begin(range, gone.sibling);
        } else if (range.isSingle()) {
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
        byKey.values().forEach(chain -> takeAll(chain, target));
        byRange.visitAll(chain -> takeAll(chain, target));
        byKey.clear();
        byRange.clear();
    }

    private static void takeAll(WatcherGroup chain, Collection<Watcher> target) {
        visitChain(chain, group -> group.leaveAll(target));
    }
}
