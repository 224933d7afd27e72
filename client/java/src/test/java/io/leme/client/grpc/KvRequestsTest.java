package io.leme.client.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.client.kv.ByteSequence;
import io.leme.client.kv.Compare;
import io.leme.client.kv.DeleteOptions;
import io.leme.client.kv.KeyRange;
import io.leme.client.kv.Operation;
import io.leme.client.kv.Projection;
import io.leme.client.kv.PutOptions;
import io.leme.client.kv.RangeOptions;
import io.leme.client.kv.RevisionBounds;
import io.leme.client.kv.Sort;
import io.leme.client.kv.Txn;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every option reaches the wire; compared as the text of the messages.
final class KvRequestsTest {
    private static final ByteSequence A = ByteSequence.utf8("a");
    private static final ByteSequence B = ByteSequence.utf8("b");

    @Test
    void ranges() {
        RangeOptions options =
                RangeOptions.standard()
                        .withLimit(1)
                        .withRevision(2)
                        .withSort(Sort.descending(Sort.Field.MOD_REVISION))
                        .withSerializable(true)
                        .withProjection(Projection.KEYS_ONLY)
                        .withModRevisions(new RevisionBounds(3, 4))
                        .withCreateRevisions(new RevisionBounds(5, 6));

        assertText(
                KvRequests.range(KeyRange.between(A, B), options),
                "key: \"a\"",
                "range_end: \"b\"",
                "limit: 1",
                "revision: 2",
                "sort_order: DESCEND",
                "sort_target: MOD",
                "serializable: true",
                "keys_only: true",
                "min_mod_revision: 3",
                "max_mod_revision: 4",
                "min_create_revision: 5",
                "max_create_revision: 6");
        assertText(KvRequests.range(KeyRange.single(A), RangeOptions.standard()), "key: \"a\"");
        assertText(
                KvRequests.range(
                        KeyRange.single(A),
                        RangeOptions.standard().withProjection(Projection.COUNT_ONLY)),
                "key: \"a\"",
                "count_only: true");
    }

    @Test
    void puts() {
        PutOptions options = PutOptions.standard().withPrevious(true).withLease(9);

        assertText(
                KvRequests.put(new Operation.Put(A, B, options)),
                "key: \"a\"",
                "value: \"b\"",
                "lease: 9",
                "prev_kv: true");
        assertText(
                KvRequests.put(
                        new Operation.Put(
                                A, ByteSequence.empty(), new PutOptions(0, false, true, true))),
                "key: \"a\"",
                "ignore_value: true",
                "ignore_lease: true");
    }

    @Test
    void deletes() {
        assertText(
                KvRequests.delete(KeyRange.prefix(A), DeleteOptions.standard().withPrevious(true)),
                "key: \"a\"",
                "range_end: \"b\"",
                "prev_kv: true");
    }

    @Test
    void conditions() {
        Txn txn =
                Txn.when(
                        Compare.version(A, Compare.Relation.EQUAL, 1),
                        Compare.createRevision(A, Compare.Relation.GREATER, 2),
                        Compare.modRevision(A, Compare.Relation.LESS, 3),
                        Compare.value(A, Compare.Relation.NOT_EQUAL, B),
                        Compare.lease(A, Compare.Relation.EQUAL, 4).over(KeyRange.prefix(A)));

        assertText(
                KvRequests.txn(txn),
                "compare { key: \"a\" version: 1 }",
                "compare { result: GREATER target: CREATE key: \"a\" create_revision: 2 }",
                "compare { result: LESS target: MOD key: \"a\" mod_revision: 3 }",
                "compare { result: NOT_EQUAL target: VALUE key: \"a\" value: \"b\" }",
                "compare { target: LEASE key: \"a\" lease: 4 range_end: \"b\" }");
    }

    @Test
    void steps() {
        Txn txn =
                Txn.of(Operation.get(A), Operation.put(A, B))
                        .otherwise(Operation.delete(A), Operation.nested(Txn.of(Operation.get(B))));

        assertText(
                KvRequests.txn(txn),
                "success { request_range { key: \"a\" } }",
                "success { request_put { key: \"a\" value: \"b\" } }",
                "failure { request_delete_range { key: \"a\" } }",
                "failure { request_txn { success { request_range { key: \"b\" } } } }");
    }

    private static void assertText(com.google.protobuf.Message message, String... fields) {
        String text =
                com.google.protobuf.TextFormat.printer()
                        .emittingSingleLine(true)
                        .printToString(message);
        assertThat(normal(text)).isEqualTo(normal(String.join(" ", Stream.of(fields).toList())));
    }

    private static String normal(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
