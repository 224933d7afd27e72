package io.leme.store.rpc;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Arrays that large answers are written into, one answer after the other: ten megabytes of new
/// arrays for each would keep the garbage collector busier than the reading is.
///
/// At most so many wait here as fit a share of the heap; what is given back beyond that goes, and
/// who finds none makes one. A chunk that is never given back is lost to the pool and to nobody
/// else.
///
/// Threads: any.
final class Chunks {
    static final int CHUNK_BYTES = 256 * 1024;

    private final BlockingQueue<byte[]> free;

    Chunks(long mostBytes) {
        free = new ArrayBlockingQueue<>((int) Math.max(1, mostBytes / CHUNK_BYTES));
    }

    /// A thirty-second of the heap, and at most 32 MiB.
    static Chunks sizedForHeap() {
        return new Chunks(Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 32));
    }

    byte[] take() {
        byte[] chunk = free.poll();
        return chunk != null ? chunk : new byte[CHUNK_BYTES];
    }

    /// Of arrays of any size, keeps those that are chunks. The caller reads it no more.
    void give(byte[] array) {
        if (array.length == CHUNK_BYTES) {
            var _ = free.offer(array);
        }
    }
}
