package io.leme.store.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.wire.rpc.Compare;
import io.leme.wire.rpc.DeleteRangeRequest;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.TxnRequest;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class RequestChecksTest {
    private final RequestChecks checks = new RequestChecks(4);

    @Test
    void aKeyMustBeThere() {
        assertRefused(() -> checks.check(RangeRequest.getDefaultInstance()), StoreError.EMPTY_KEY);
        assertRefused(() -> checks.check(PutRequest.getDefaultInstance()), StoreError.EMPTY_KEY);
        assertRefused(
                () -> checks.check(DeleteRangeRequest.getDefaultInstance()), StoreError.EMPTY_KEY);
        assertRefused(
                () ->
                        checks.check(
                                TxnRequest.newBuilder()
                                        .addCompare(Compare.getDefaultInstance())
                                        .build()),
                StoreError.EMPTY_KEY);
        assertRefused(
                () ->
                        checks.check(
                                txn(
                                        RequestOp.newBuilder()
                                                .setRequestPut(PutRequest.getDefaultInstance())
                                                .build())),
                StoreError.EMPTY_KEY);
    }

    @Test
    void sortOptionsMustBeKnown() {
        RangeRequest range = RangeRequest.newBuilder().setKey(key("a")).build();

        assertRefused(
                () -> checks.check(range.toBuilder().setSortOrderValue(3).build()),
                StoreError.INVALID_SORT_OPTION);
        assertRefused(
                () -> checks.check(range.toBuilder().setSortTargetValue(5).build()),
                StoreError.INVALID_SORT_OPTION);
    }

    @Test
    void whatIsIgnoredMustNotBeGiven() {
        PutRequest put = PutRequest.newBuilder().setKey(key("a")).build();

        assertRefused(
                () -> checks.check(put.toBuilder().setIgnoreValue(true).setValue(key("x")).build()),
                StoreError.VALUE_PROVIDED);
        assertRefused(
                () -> checks.check(put.toBuilder().setIgnoreLease(true).setLease(1).build()),
                StoreError.LEASE_PROVIDED);
    }

    @Test
    void anOperationThatSaysNothingIsAKeyNotFound() {
        assertRefused(
                () -> checks.check(txn(RequestOp.getDefaultInstance())), StoreError.KEY_NOT_FOUND);
    }

    @Test
    void operationsAreCountedByTheLongestList() {
        assertAccepted(txn(Collections.nCopies(4, range("a")).toArray(RequestOp[]::new)));
        assertRefused(
                () ->
                        checks.check(
                                txn(Collections.nCopies(5, range("a")).toArray(RequestOp[]::new))),
                StoreError.TOO_MANY_OPS);
    }

    @Test
    void aNestedTransactionHasWhatIsLeftOfTheCount() {
        TxnRequest three = txn(range("a"), range("b"), range("c"));

        assertAccepted(txn(nested(three)));
        assertRefused(() -> checks.check(txn(nested(three), range("d"))), StoreError.TOO_MANY_OPS);
    }

    @Test
    void aKeyIsPutOnce() {
        assertRefused(() -> checks.check(txn(put("a"), put("a"))), StoreError.DUPLICATE_KEY);
        assertAccepted(txn(put("a"), put("b")));
    }

    @Test
    void branchesAreCheckedApart() {
        assertAccepted(TxnRequest.newBuilder().addSuccess(put("a")).addFailure(put("a")).build());
    }

    @Test
    void aPutMustNotMeetADeletion() {
        assertRefused(
                () -> checks.check(txn(put("b"), delete("a", "c"))), StoreError.DUPLICATE_KEY);
        assertRefused(() -> checks.check(txn(delete("a", ""), put("a"))), StoreError.DUPLICATE_KEY);
        assertAccepted(txn(put("c"), delete("a", "c")));
        assertAccepted(txn(delete("a", "c"), delete("b", "d")));
    }

    @Test
    void aDeletionWithoutUpperBoundEscapesTheCheckAsInEtcd() {
        assertAccepted(txn(put("b"), delete("a", "\0")));
    }

    @Test
    void bothBranchesOfANestedTransactionMayPutAKey() {
        RequestOp either =
                nested(TxnRequest.newBuilder().addSuccess(put("a")).addFailure(put("a")).build());

        assertAccepted(txn(either));
        assertRefused(() -> checks.check(txn(either, put("a"))), StoreError.DUPLICATE_KEY);
        assertRefused(
                () -> checks.check(txn(either, nested(txn(put("a"))))), StoreError.DUPLICATE_KEY);
    }

    @Test
    void aDeletionInsideANestedTransactionCountsOutsideToo() {
        assertRefused(
                () -> checks.check(txn(nested(txn(delete("a", "c"))), put("b"))),
                StoreError.DUPLICATE_KEY);
    }

    private void assertAccepted(TxnRequest request) {
        assertThatCode(() -> checks.check(request)).doesNotThrowAnyException();
    }

    private static void assertRefused(Runnable check, StoreError error) {
        StoreException refused = catchThrowableOfType(StoreException.class, check::run);
        assertThat(refused).isNotNull();
        assertThat(refused.error()).isEqualTo(error);
    }

    private static TxnRequest txn(RequestOp... operations) {
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        for (RequestOp operation : operations) {
            txn.addSuccess(operation);
        }
        return txn.build();
    }

    private static RequestOp nested(TxnRequest txn) {
        return RequestOp.newBuilder().setRequestTxn(txn).build();
    }

    private static RequestOp put(String key) {
        return RequestOp.newBuilder()
                .setRequestPut(PutRequest.newBuilder().setKey(key(key)))
                .build();
    }

    private static RequestOp range(String key) {
        return RequestOp.newBuilder()
                .setRequestRange(RangeRequest.newBuilder().setKey(key(key)))
                .build();
    }

    private static RequestOp delete(String key, String end) {
        return RequestOp.newBuilder()
                .setRequestDeleteRange(
                        DeleteRangeRequest.newBuilder().setKey(key(key)).setRangeEnd(key(end)))
                .build();
    }

    private static ByteString key(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
