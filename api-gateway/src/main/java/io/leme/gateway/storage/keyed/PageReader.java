package io.leme.gateway.storage.keyed;

import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.storage.ContinueToken;
import io.leme.gateway.storage.ListQuery;
import io.leme.gateway.storage.ObjectPage;
import io.leme.gateway.storage.ReadVersion;
import io.leme.gateway.storage.Selection;
import io.leme.gateway.storage.StoredType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Reads pages of a list from a key space, all of one list at one revision.
final class PageReader {
    /// Most keys that one read asks for.
    private static final int CHUNK = 500;

    private final KeySpace keys;
    private final StoredType type;
    private final StorageErrors errors;

    PageReader(KeySpace keys, StoredType type, StorageErrors errors) {
        this.keys = keys;
        this.type = type;
        this.errors = errors;
    }

    ObjectPage read(ListQuery query) {
        String scope = scope(query.selection());
        if (query.continueToken().isEmpty()) {
            return read(query, scope, scope, revision(query.version()));
        }

        ContinueToken token = ContinueToken.parse(query.continueToken());
        long revision = token.revision() == ContinueToken.NEWEST ? 0 : token.revision();
        try {
            return collect(query, scope, scope + token.start(), revision);
        } catch (StorageFailure failure) {
            throw failure.kind() == StorageFailure.Kind.COMPACTED
                    ? errors.expiredToken(token)
                    : errors.translate(failure, "list");
        }
    }

    /// Refuses a read that wants a revision the store has not reached.
    void requireReached(ReadVersion version, long reached) {
        long asked =
                switch (version) {
                    case ReadVersion.MostRecent most -> 0;
                    case ReadVersion.Any any -> 0;
                    case ReadVersion.NotOlderThan(long revision) -> revision;
                    case ReadVersion.Exact(long revision) -> revision;
                };
        if (asked > reached) {
            throw ApiErrors.tooLargeResourceVersion(asked, reached);
        }
    }

    private ObjectPage read(ListQuery query, String scope, String from, long revision) {
        try {
            ObjectPage page = collect(query, scope, from, revision);
            requireReached(query.version(), page.resourceVersion());

            return page;
        } catch (StorageFailure failure) {
            if (failure.kind() == StorageFailure.Kind.FUTURE_REVISION) {
                throw ApiErrors.tooLargeResourceVersion(revision, keys.read(scope).revision());
            }
            throw errors.translate(failure, "list");
        }
    }

    private ObjectPage collect(ListQuery query, String scope, String from, long revision) {
        List<ApiObject> items = new ArrayList<>();
        String end = KeyRanges.endOfPrefix(scope);
        String next = from;
        long pinned = revision;
        while (true) {
            KeySpace.Found found = keys.range(next, end, CHUNK, pinned);
            pinned = pinned == 0 ? found.revision() : pinned;
            int seen = 0;
            for (KeySpace.Entry entry : found.entries()) {
                seen++;
                ApiObject object =
                        ObjectValues.decode(
                                type.nameOf(entry.key()), entry.value(), entry.modRevision());
                if (query.selection().matches(object, type.fields())) {
                    items.add(object);
                }
                boolean full = query.limit() > 0 && items.size() >= query.limit();
                if (full && found.count() > seen) {
                    return more(
                            query,
                            pinned,
                            items,
                            entry.key().substring(scope.length()),
                            found.count() - seen);
                }
            }
            if (found.count() <= seen) {
                return new ObjectPage(pinned, items, "", OptionalLong.empty());
            }
            next = found.entries().getLast().key() + "\0";
        }
    }

    private static ObjectPage more(
            ListQuery query, long revision, List<ApiObject> items, String lastKey, long left) {
        OptionalLong remaining =
                query.selection().isWholeScope() ? OptionalLong.of(left) : OptionalLong.empty();

        return new ObjectPage(
                revision, items, ContinueToken.after(revision, lastKey).encode(), remaining);
    }

    private static long revision(ReadVersion version) {
        return version instanceof ReadVersion.Exact(long revision) ? revision : 0;
    }

    private String scope(Selection selection) {
        return selection.namespace().isEmpty()
                ? type.keyPrefix()
                : type.keyPrefix() + selection.namespace() + "/";
    }
}
