package io.leme.store.base;

/// Where binary rows and log entries are written to.
///
/// The same writing code runs against [CountingOutput] to learn a size and against [ArrayOutput] to
/// fill an array of that size, so that the two can not disagree.
public interface ByteOutput {
    void octet(int value);

    /// An unsigned base-128 number of 1 to 10 bytes, least significant group first. A negative
    /// number takes 10 bytes.
    void varint(long value);

    /// Eight bytes, most significant first, so that byte order is number order from 0 on.
    void fixed64(long value);

    /// The bytes alone, without a length.
    void raw(Bytes bytes);

    /// A length and the bytes.
    default void sized(Bytes bytes) {
        varint(bytes.length());
        raw(bytes);
    }

    default void flag(boolean value) {
        octet(value ? 1 : 0);
    }
}
