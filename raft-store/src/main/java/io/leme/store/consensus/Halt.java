package io.leme.store.consensus;

/// Ends this member at once, because it can no longer be trusted to go on. In production the
/// process ends without running anything else; nothing that was answered is lost by that.
@FunctionalInterface
public interface Halt {
    /// May be called more than once and from any thread.
    void halt(String reason, Throwable cause);
}
