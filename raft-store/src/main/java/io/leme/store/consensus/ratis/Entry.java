package io.leme.store.consensus.ratis;

import org.apache.ratis.protocol.Message;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

/// An entry on its way into the log. It knows whether it may already be there, which is what
/// separates a failure that may be tried again from one that may not.
final class Entry implements Message {
    private final ByteString content;
    private volatile boolean perhapsAppended;

    /// @param bytes not copied: must not change any more
    Entry(byte[] bytes) {
        content = UnsafeByteOperations.unsafeWrap(bytes);
    }

    void appending() {
        perhapsAppended = true;
    }

    boolean perhapsAppended() {
        return perhapsAppended;
    }

    @Override
    public ByteString getContent() {
        return content;
    }
}
