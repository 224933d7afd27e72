package io.leme.client.watch;

/// Events to leave out.
public enum WatchFilter {
    NO_PUT,
    NO_DELETE
}
