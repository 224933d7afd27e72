package io.leme.store.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TxnShapeTest {
    @Test
    void theLongestListCounts() {
        Txn txn = new Txn(List.of(), List.of(put("a")), List.of(put("a"), put("b"), put("c")));

        assertThat(TxnShape.operationCount(txn)).isEqualTo(3);
    }

    @Test
    void aKeyIsPutOncePerBranch() {
        assertThat(TxnShape.touchesKeyTwice(then(put("a"), put("b")))).isFalse();
        assertThat(TxnShape.touchesKeyTwice(then(put("a"), put("a")))).isTrue();
        assertThat(TxnShape.touchesKeyTwice(new Txn(List.of(), puts("a"), puts("a")))).isFalse();
        assertThat(TxnShape.touchesKeyTwice(new Txn(List.of(), List.of(), puts("a", "a"))))
                .isTrue();
    }

    @Test
    void aKeyIsNotBothPutAndDeleted() {
        assertThat(TxnShape.touchesKeyTwice(then(delete("a", ""), put("a")))).isTrue();
        assertThat(TxnShape.touchesKeyTwice(then(put("b"), delete("a", "c")))).isTrue();
        assertThat(TxnShape.touchesKeyTwice(then(put("c"), delete("a", "c")))).isFalse();
        assertThat(TxnShape.touchesKeyTwice(then(delete("a", "z"), delete("b", "y")))).isFalse();
    }

    @Test
    void anOpenEndedDeleteEscapesTheCheckAsInEtcd() {
        assertThat(TxnShape.touchesKeyTwice(then(delete("a", "\0"), put("b")))).isFalse();
    }

    @Test
    void bothBranchesOfANestedTransactionMayPutTheSameKey() {
        Txn nested = new Txn(List.of(), puts("a"), puts("a"));

        assertThat(TxnShape.touchesKeyTwice(then(nested))).isFalse();
        assertThat(TxnShape.touchesKeyTwice(then(nested, put("a")))).isTrue();
        assertThat(TxnShape.touchesKeyTwice(then(nested, nested))).isTrue();
        assertThat(TxnShape.touchesKeyTwice(then(delete("a", ""), nested))).isTrue();
    }

    /// etcd collects deletes of siblings in order, so only what stands behind one collides.
    @Test
    void aDeleteInOneNestedTransactionCollidesWithPutsBehindIt() {
        Txn deleting = new Txn(List.of(), List.of(delete("a", "")), List.of());
        Txn putting = new Txn(List.of(), puts("a"), List.of());

        assertThat(TxnShape.touchesKeyTwice(then(deleting, putting))).isTrue();
        assertThat(TxnShape.touchesKeyTwice(then(putting, deleting))).isFalse();
        assertThat(TxnShape.touchesKeyTwice(then(put("a"), deleting))).isTrue();
    }

    private static Txn then(Operation... operations) {
        return new Txn(List.of(), List.of(operations), List.of());
    }

    private static List<Operation> puts(String... keys) {
        return List.of(keys).stream().<Operation>map(TxnShapeTest::put).toList();
    }

    private static Put put(String key) {
        return new Put(Bytes.utf8(key), Bytes.EMPTY, 0, false, false, false);
    }

    private static DeleteRange delete(String from, String end) {
        return new DeleteRange(new KeyRange(Bytes.utf8(from), Bytes.utf8(end)), false);
    }
}
