package io.leme.store.auth;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import java.util.Comparator;
import java.util.List;

/// Whether ranges together hold all of another one: neighbours and overlaps count as one.
final class Coverage {
    private Coverage() {}

    static boolean covers(List<KeyRange> ranges, KeyRange wanted) {
        if (wanted.isSingle()) {
            return ranges.stream().anyMatch(range -> range.contains(wanted.from()));
        }
        if (wanted.isEmpty()) {
            return false;
        }
        List<KeyRange> ordered =
                ranges.stream().sorted(Comparator.comparing(KeyRange::from)).toList();
        Bytes reached = wanted.from();
        for (KeyRange range : ordered) {
            if (range.from().compareTo(reached) > 0) {
                return false;
            }
            if (range.upperBound().isEmpty()) {
                return true;
            }
            Bytes end = range.upperBound().get();
            if (end.compareTo(reached) > 0) {
                reached = end;
            }
            if (!wanted.isOpenEnded() && reached.compareTo(wanted.end()) >= 0) {
                return true;
            }
        }
        return false;
    }
}
