package io.leme.store.offline.bolt;

import io.leme.store.base.Bytes;
import io.leme.store.offline.BadSnapshotException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// A named tree of rows, in the order of their keys.
public final class Bucket {
    private static final int DEEPEST = 32;
    private static final int HEADER_BYTES = 16;

    private final BoltFile file;
    private final long root;

    /// The whole bucket in a row of another one, when it has no page of its own.
    private final Optional<Page> inline;

    /// Takes one row.
    @FunctionalInterface
    public interface Visitor {
        void row(Bytes key, Bytes value) throws IOException;
    }

    private interface Rows {
        void row(int flags, Bytes key, MemorySegment value) throws IOException;
    }

    Bucket(BoltFile file, long root, Optional<Page> inline) {
        this.file = file;
        this.root = root;
        this.inline = inline;
    }

    /// Visits all rows that are no buckets.
    ///
    /// @throws BadSnapshotException when the tree is damaged
    public void forEach(Visitor visitor) throws IOException {
        walk((flags, key, value) -> {
            if ((flags & Page.BUCKET_ROW) == 0) {
                visitor.row(key, bytes(value));
            }
        });
    }

    /// The bucket of that name in this one.
    public Optional<Bucket> bucket(String name) throws IOException {
        Bytes wanted = Bytes.utf8(name);
        Bucket[] found = new Bucket[1];
        walk((flags, key, value) -> {
            if ((flags & Page.BUCKET_ROW) != 0 && key.equals(wanted)) {
                found[0] = nested(value);
            }
        });
        return Optional.ofNullable(found[0]);
    }

    /// A row of a bucket: its root page and a counter, and the page itself when the root is 0.
    private Bucket nested(MemorySegment row) {
        long page = row.get(Page.LONG, 0);
        return new Bucket(
                file,
                page,
                page == 0 ? Optional.of(new Page(row.asSlice(HEADER_BYTES))) : Optional.empty());
    }

    private void walk(Rows rows) throws IOException {
        try {
            walk(inline.isPresent() ? inline.get() : file.page(root), rows, 0);
        } catch (IndexOutOfBoundsException beyond) {
            throw new BadSnapshotException("the database is damaged: " + beyond.getMessage());
        }
    }

    private void walk(Page page, Rows rows, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new BadSnapshotException("the database is damaged: its pages form a circle");
        }
        switch (page.flags()) {
            case Page.BRANCH -> {
                for (int i = 0; i < page.count(); i++) {
                    walk(file.page(page.child(i)), rows, depth + 1);
                }
            }
            case Page.LEAF -> {
                for (int i = 0; i < page.count(); i++) {
                    rows.row(page.rowFlags(i), page.key(i), page.value(i));
                }
            }
            default ->
                    throw new BadSnapshotException(
                            "the database is damaged: page %d is no page of a tree"
                                    .formatted(page.id()));
        }
    }

    private static Bytes bytes(MemorySegment value) {
        return Bytes.wrap(value.toArray(ValueLayout.JAVA_BYTE));
    }
}
