package io.leme.gateway.storage.keyed;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What object stores need of a multi-version key-value store: reads of any revision, conditional
/// writes of single keys, and changes in order. Keys are ASCII text; their order is that of their
/// bytes.
///
/// Failures are [StorageFailure]s.
public interface KeySpace {
    /// A key as it was at one revision.
    ///
    /// @param key whole key
    /// @param value shared, not to be changed
    /// @param modRevision revision of its last change
    @SuppressWarnings("ArrayRecordComponent") // Values pass through; nobody compares entries.
    record Entry(String key, byte[] value, long modRevision) {}

    /// What a range found.
    ///
    /// @param revision revision of the whole store when it was read (for reads of old revisions
    ///   too)
    /// @param entries in the order of keys
    /// @param count how many keys the range has, whatever the limit
    record Found(long revision, List<Entry> entries, long count) {
        public Found {
            entries = List.copyOf(entries);
        }
    }

    /// What became of a conditional write.
    sealed interface Attempt {
        /// It happened, and made this revision.
        record Done(long revision) implements Attempt {}

        /// The key was not as expected; this is how it is. Nothing happened.
        record Lost(Optional<Entry> current) implements Attempt {}
    }

    /// Hears the changes of a prefix. Calls come one at a time; they may block, which slows down
    /// only this feed.
    interface Listener {
        /// @param before the value before the change, null when there was none or when it is not
        ///   known any more
        /// @param after the value after it, null for a deletion
        /// @param revision of the change
        void onChange(String key, byte @Nullable [] before, byte @Nullable [] after, long revision)
                throws InterruptedException;

        /// Nothing is missing up to this revision.
        void onProgress(long revision) throws InterruptedException;

        /// The feed is over: it needs revisions that are gone, or the store refuses it. A broken
        /// connection is not an end.
        void onEnd(StorageFailure why);
    }

    /// A running feed.
    interface Feed extends AutoCloseable {
        /// Asks for an `onProgress` soon; the request may get lost.
        void requestProgress();

        @Override
        void close();
    }

    /// Reads one key through a quorum; the answer has at most one entry.
    Found read(String key);

    /// Reads the keys from `from` up to, not including, `to`.
    ///
    /// @param limit most entries, 0 for all
    /// @param revision state to read, 0 for the most recent, through a quorum
    Found range(String from, String to, long limit, long revision);

    /// Puts a value if the key was last changed at `expected`; 0 expects that there is no such key.
    Attempt put(String key, byte[] value, long expected);

    /// Deletes the key if it was last changed at `expected`.
    Attempt delete(String key, long expected);

    /// Whether progress that a feed is asked for is never ahead of the changes it told.
    default boolean tellsProgress() {
        return true;
    }

    /// Opens a feed of changes.
    ///
    /// @param after the feed begins with the first change after this revision
    Feed feed(String prefix, long after, Listener listener);
}
