/// Changes as they happen.
///
/// A **watcher** sees the changes of a range of keys from a revision on: all of them, each once, in
/// order, and those of one revision together in one batch. When the connection breaks it resumes by
/// itself on any endpoint, right after the last revision it handed to its listener; the listener
/// notices only by the time it takes. It ends by itself in two cases: the store has compacted
/// revisions it still needed, or the store refuses it.
///
/// Many watchers share one **stream**. A listener that is slower than its changes come lets the
/// watcher's buffer run full, which stops the reading of the whole stream until there is room
/// again: nothing is dropped, and memory stays bounded. Watchers that may be slow for long are
/// better off with a stream of their own.
///
/// **Progress** is the knowledge that nothing is missing up to a revision, also when there was
/// nothing to see. The store tells it from time to time if the watcher asks for it, and on request.
@NullMarked
package io.leme.client.watch;

import org.jspecify.annotations.NullMarked;
