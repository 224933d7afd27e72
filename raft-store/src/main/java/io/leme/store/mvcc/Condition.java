package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.command.Compare;
import io.leme.store.command.Compare.Operand;

/// Decides a [Compare] as etcd does (`txn.go`, applyCompare).
final class Condition {
    private static final Version MISSING = new Version(0, 0, 0, 0, 0, Bytes.EMPTY);

    private final Compare compare;

    Condition(Compare compare) {
        this.compare = compare;
    }

    /// It must hold for every key of the range. Where there is no key it is decided on zeros, but a
    /// compare of values is false, whatever its relation.
    boolean holds(KeyReader keys) {
        if (compare.range().isSingle()) {
            Version version = keys.latest(compare.range().from());
            return version == null ? holdsForNothing() : holdsFor(version);
        }
        if (compare.range().isEmpty()) {
            return holdsForNothing();
        }
        try (KeyCursor cursor = keys.latest(compare.range())) {
            if (!cursor.next()) {
                return holdsForNothing();
            }
            do {
                if (!holdsFor(cursor.version())) {
                    return false;
                }
            } while (cursor.next());
            return true;
        }
    }

    private boolean holdsForNothing() {
        return !(compare.operand() instanceof Operand.Value) && holdsFor(MISSING);
    }

    private boolean holdsFor(Version version) {
        int order =
                switch (compare.operand()) {
                    case Operand.Version(long wanted) -> Long.compare(version.version(), wanted);
                    case Operand.CreateRevision(long wanted) ->
                            Long.compare(version.create(), wanted);
                    case Operand.ModRevision(long wanted) -> Long.compare(version.mod(), wanted);
                    case Operand.Lease(long wanted) -> Long.compare(version.lease(), wanted);
                    case Operand.Value(Bytes wanted) -> version.value().compareTo(wanted);
                    case Operand.Unknown() -> 0;
                };
        return switch (compare.relation()) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case GREATER -> order > 0;
            case LESS -> order < 0;
            case ALWAYS -> true;
        };
    }
}
