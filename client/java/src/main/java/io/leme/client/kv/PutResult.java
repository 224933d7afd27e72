package io.leme.client.kv;

import org.jspecify.annotations.Nullable;

/// A put that is done.
///
/// @param revision the revision it made
/// @param previous what the key was before; null if it wasn't asked for or there was no key
public record PutResult(long revision, @Nullable KeyValue previous) {}
