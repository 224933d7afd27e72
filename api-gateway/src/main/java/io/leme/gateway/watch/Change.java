package io.leme.gateway.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.storage.Selection;
import io.leme.gateway.storage.WatchSignal;
import io.leme.gateway.storage.WatchSignal.ChangeType;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What happened to one object, shared by all who watch its type.
///
/// At least one of the two states is there. The signals it gives are made at most once per race and
/// shared, so that an event is encoded once, however many watch it.
public final class Change {
    private final NamespacedName name;
    private final @Nullable ApiObject before;
    private final @Nullable ApiObject after;
    private final long revision;

    /// Written without a lock: racing threads make equal ones.
    private volatile @Nullable ApiObject gone;

    /// What the last watcher saw, and the next one sees most often; written without a lock, too.
    private volatile WatchSignal.@Nullable Changed seen;

    /// @param before the state before; null when there was none, or it is not known
    /// @param after the state after; null for a deletion
    /// @param revision of the change
    public Change(
            NamespacedName name,
            @Nullable ApiObject before,
            @Nullable ApiObject after,
            long revision) {
        this.name = name;
        this.before = before;
        this.after = after;
        this.revision = revision;
    }

    public NamespacedName name() {
        return name;
    }

    public long revision() {
        return revision;
    }

    /// What it takes in memory that the objects as they are now do not: the text of the state
    /// after, or of the last one.
    public long bytes() {
        ApiObject kept = after == null ? before : after;

        return kept == null ? 0 : kept.json().length;
    }

    /// Null for a deletion.
    public @Nullable ApiObject after() {
        return after;
    }

    /// What a watcher of this selection sees: an object that leaves it is DELETED with its last
    /// matching state, one that enters it is ADDED. Empty when it sees nothing.
    public Optional<WatchSignal> seenBy(
            Selection selection, BiFunction<ObjectNode, String, String> fields) {
        boolean matched = before != null && selection.matches(before, fields);
        boolean matches = after != null && selection.matches(after, fields);
        if (matches && after != null) {
            return Optional.of(signal(matched ? ChangeType.MODIFIED : ChangeType.ADDED, after));
        }

        return matched ? Optional.of(signal(ChangeType.DELETED, lastState())) : Optional.empty();
    }

    private WatchSignal signal(ChangeType type, ApiObject object) {
        WatchSignal.Changed known = seen;
        if (known == null || known.type() != type) {
            known = new WatchSignal.Changed(type, object);
            seen = known;
        }

        return known;
    }

    /// The state before, at the revision of this change.
    private ApiObject lastState() {
        ApiObject known = gone;
        if (known == null) {
            if (before == null) {
                throw new IllegalStateException("no state before the change of " + name);
            }
            known = before.at(revision);
            gone = known;
        }

        return known;
    }
}
