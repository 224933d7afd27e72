package io.leme.store.offline.bolt;

import io.leme.store.offline.BadSnapshotException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.Optional;

/// A bbolt file, mapped into memory for as long as the arena is open that it was mapped into.
public final class BoltFile {
    private final MemorySegment content;
    private final Meta meta;

    private BoltFile(MemorySegment content, Meta meta) {
        this.content = content;
        this.meta = meta;
    }

    /// @param contentBytes of the file, which may have something else behind its pages
    /// @throws BadSnapshotException when it is no bbolt file
    public static BoltFile map(Path path, long contentBytes, Arena arena) throws IOException {
        try (FileChannel file = FileChannel.open(path)) {
            MemorySegment content = file.map(MapMode.READ_ONLY, 0, contentBytes, arena);
            Meta meta =
                    Meta.newest(content)
                            .orElseThrow(() ->
                                    new BadSnapshotException(path + " is no snapshot of etcd"));
            return new BoltFile(content, meta);
        }
    }

    /// The bucket that holds all others.
    public Bucket root() {
        return new Bucket(this, meta.root(), Optional.empty());
    }

    /// @throws IndexOutOfBoundsException when the file has no such page
    Page page(long id) throws BadSnapshotException {
        long offset = Math.multiplyExact(id, meta.pageSize());
        MemorySegment first = content.asSlice(offset, meta.pageSize());
        Page page = new Page(content.asSlice(offset, (1 + Page.overflow(first)) * meta.pageSize()));
        if (page.id() != id) {
            throw new BadSnapshotException("the database is damaged: page " + id + " is another");
        }
        return page;
    }
}
