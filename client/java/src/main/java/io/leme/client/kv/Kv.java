package io.leme.client.kv;

import io.leme.client.error.Await;
import java.util.concurrent.CompletableFuture;

/// Reads and changes keys.
///
/// Each request comes in two styles. The `Async` one returns at once; its future completes on the
/// client's executor, exceptionally always with [StoreException]. Cancelling the future cancels the
/// request as far as that is still possible. The blocking one waits for it and throws
/// [StoreException].
///
/// Reads are tried again, on other endpoints too, until the request timeout. Writes are sent again
/// only if they certainly never left this process; a write whose answer is lost ends with
/// [UNKNOWN_OUTCOME][io.leme.client.error.ErrorFamily#UNKNOWN_OUTCOME].
public interface Kv {
    /// Reads a range.
    CompletableFuture<RangeResult> rangeAsync(KeyRange keys, RangeOptions options);

    /// Puts a key.
    CompletableFuture<PutResult> putAsync(ByteSequence key, ByteSequence value, PutOptions options);

    /// Deletes every key of a range, in one revision.
    CompletableFuture<DeleteResult> deleteAsync(KeyRange keys, DeleteOptions options);

    /// Runs a transaction. One that can only read is retried as a read.
    CompletableFuture<TxnResult> txnAsync(Txn txn);

    /// Gives up the history before a revision, and answers with the store's revision then.
    ///
    /// @param physical answer only when the space is free, not as soon as the history is out of
    ///   reach
    CompletableFuture<Long> compactAsync(long revision, boolean physical);

    default RangeResult range(KeyRange keys, RangeOptions options) {
        return Await.answer(rangeAsync(keys, options));
    }

    /// Reads one key, newest and linearizable.
    default RangeResult get(ByteSequence key) {
        return range(KeyRange.single(key), RangeOptions.standard());
    }

    default PutResult put(ByteSequence key, ByteSequence value, PutOptions options) {
        return Await.answer(putAsync(key, value, options));
    }

    default PutResult put(ByteSequence key, ByteSequence value) {
        return put(key, value, PutOptions.standard());
    }

    default DeleteResult delete(KeyRange keys, DeleteOptions options) {
        return Await.answer(deleteAsync(keys, options));
    }

    /// Deletes one key.
    default DeleteResult delete(ByteSequence key) {
        return delete(KeyRange.single(key), DeleteOptions.standard());
    }

    default TxnResult txn(Txn txn) {
        return Await.answer(txnAsync(txn));
    }

    default long compact(long revision, boolean physical) {
        return Await.answer(compactAsync(revision, physical));
    }
}
