package io.leme.store.rpc;

import com.google.protobuf.ByteString;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.wire.rpc.DeleteRangeRequest;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.TxnRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The keys that one branch of a transaction puts and the ranges that it deletes, gathered to
/// refuse a key that is changed twice in one revision.
///
/// The branches of a nested transaction may put the same key, because only one of them runs;
/// against everything around it their keys count together. As in etcd, a range with an open end is
/// taken as it is written, from its key to one zero byte, and so never contains a put.
final class TouchedKeys {
    private static final Comparator<ByteString> BYTES =
            ByteString.unsignedLexicographicalComparator();

    private final Set<ByteString> puts = new HashSet<>();
    private final List<DeleteRangeRequest> deletes = new ArrayList<>();

    private TouchedKeys() {}

    static void check(List<RequestOp> branch) {
        of(branch);
    }

    private static TouchedKeys of(List<RequestOp> branch) {
        TouchedKeys touched = new TouchedKeys();
        for (RequestOp operation : branch) {
            if (operation.hasRequestDeleteRange()) {
                touched.deletes.add(operation.getRequestDeleteRange());
            }
        }
        for (RequestOp operation : branch) {
            if (operation.hasRequestTxn()) {
                touched.addNested(operation.getRequestTxn());
            }
        }
        for (RequestOp operation : branch) {
            if (operation.hasRequestPut()) {
                touched.addPut(operation.getRequestPut().getKey());
            }
        }
        return touched;
    }

    private void addNested(TxnRequest txn) {
        TouchedKeys success = of(txn.getSuccessList());
        TouchedKeys failure = of(txn.getFailureList());
        Set<ByteString> nested = new HashSet<>(success.puts);
        nested.addAll(failure.puts);
        nested.forEach(this::addPut);
        deletes.addAll(success.deletes);
        deletes.addAll(failure.deletes);
    }

    private void addPut(ByteString key) {
        boolean deleted = deletes.stream().anyMatch(delete -> contains(delete, key));
        if (deleted || !puts.add(key)) {
            throw new StoreException(StoreError.DUPLICATE_KEY);
        }
    }

    private static boolean contains(DeleteRangeRequest range, ByteString key) {
        if (range.getRangeEnd().isEmpty()) {
            return range.getKey().equals(key);
        }
        return BYTES.compare(range.getKey(), key) <= 0
                && BYTES.compare(key, range.getRangeEnd()) < 0;
    }
}
