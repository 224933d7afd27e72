package io.leme.store.judge.jetcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.GetOption.SortOrder;
import io.etcd.jetcd.options.GetOption.SortTarget;
import io.etcd.jetcd.options.PutOption;
import io.leme.store.judge.process.Cluster;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Keys: put, get, delete, transactions and compaction.
abstract class WithKeys {
    private final Client client;
    private final KV kv;

    WithKeys(Cluster cluster) {
        client = Client.builder().endpoints(Endpoints.of(cluster)).build();
        kv = client.getKVClient();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @BeforeEach
    void empty() {
        ByteSequence zero = bytes("\0");
        await(kv.delete(zero, DeleteOption.builder().withRange(zero).build()));
    }

    @Test
    void putGivesThePreviousPairWhenAsked() {
        await(kv.put(bytes("a"), bytes("1")));
        var option = PutOption.builder().withPrevKV().build();
        var put = await(kv.put(bytes("a"), bytes("2"), option));

        assertThat(put.hasPrevKv()).isTrue();
        assertThat(text(put.getPrevKv().getValue())).isEqualTo("1");
        assertThat(put.getHeader().getRevision()).isEqualTo(put.getPrevKv().getModRevision() + 1);
    }

    @Test
    void getReadsOneKeyAPrefixARangeAndAnOldRevision() {
        long first = await(kv.put(bytes("a"), bytes("1"))).getHeader().getRevision();
        await(kv.put(bytes("a"), bytes("2")));
        await(kv.put(bytes("a/b"), bytes("3")));
        await(kv.put(bytes("b"), bytes("4")));

        assertThat(values(bytes("a"), GetOption.DEFAULT)).containsExactly("2");
        assertThat(values(bytes("a"), GetOption.builder().isPrefix(true).build()))
                .containsExactly("2", "3");
        assertThat(values(bytes("a"), GetOption.builder().withRange(bytes("b")).build()))
                .containsExactly("2", "3");
        assertThat(values(bytes("a"), GetOption.builder().withRevision(first).build()))
                .containsExactly("1");
        assertThat(values(bytes("a"), GetOption.builder().withSerializable(true).build()))
                .hasSize(1);
    }

    @Test
    void getSortsLimitsCountsAndLeavesValuesOut() {
        for (String key : List.of("k1", "k3", "k2")) {
            await(kv.put(bytes(key), bytes("v" + key)));
        }
        var all = GetOption.builder().isPrefix(true);
        var newestFirst =
                all.withSortField(SortTarget.MOD).withSortOrder(SortOrder.DESCEND).build();
        assertThat(values(bytes("k"), newestFirst)).containsExactly("vk2", "vk3", "vk1");

        var limited =
                await(kv.get(bytes("k"), GetOption.builder().isPrefix(true).withLimit(2).build()));
        assertThat(limited.isMore()).isTrue();
        assertThat(limited.getCount()).isEqualTo(3);
        assertThat(limited.getKvs()).hasSize(2);

        var counted =
                await(
                        kv.get(
                                bytes("k"),
                                GetOption.builder().isPrefix(true).withCountOnly(true).build()));
        assertThat(counted.getCount()).isEqualTo(3);
        assertThat(counted.getKvs()).isEmpty();

        var keys = GetOption.builder().isPrefix(true).withKeysOnly(true).build();
        assertThat(values(bytes("k"), keys)).containsExactly("", "", "");
    }

    @Test
    void deleteTellsHowManyAndWhat() {
        await(kv.put(bytes("d1"), bytes("1")));
        await(kv.put(bytes("d2"), bytes("2")));
        var option = DeleteOption.builder().isPrefix(true).withPrevKV(true).build();
        var deleted = await(kv.delete(bytes("d"), option));

        assertThat(deleted.getDeleted()).isEqualTo(2);
        assertThat(deleted.getPrevKvs().stream().map(pair -> text(pair.getValue())))
                .containsExactly("1", "2");
    }

    @Test
    void aTransactionTakesOneOfItsBranches() {
        await(kv.put(bytes("t"), bytes("1")));
        var equal = new Cmp(bytes("t"), Cmp.Op.EQUAL, CmpTarget.value(bytes("1")));
        var toTwo = Op.put(bytes("t"), bytes("2"), PutOption.DEFAULT);
        var read = Op.get(bytes("t"), GetOption.DEFAULT);

        var then = await(kv.txn().If(equal).Then(toTwo, read).Else(read).commit());
        assertThat(then.isSucceeded()).isTrue();
        assertThat(text(then.getGetResponses().getFirst().getKvs().getFirst().getValue()))
                .isEqualTo("2");
        var otherwise = await(kv.txn().If(equal).Then(toTwo).Else(read).commit());
        assertThat(otherwise.isSucceeded()).isFalse();
        assertThat(otherwise.getGetResponses()).hasSize(1);
    }

    @Test
    void compactionForgetsTheRevisionsBefore() {
        long first = await(kv.put(bytes("c"), bytes("1"))).getHeader().getRevision();
        long second = await(kv.put(bytes("c"), bytes("2"))).getHeader().getRevision();
        await(kv.compact(second));

        assertThatThrownBy(() ->
                        await(kv.get(bytes("c"), GetOption.builder().withRevision(first).build())))
                .hasMessageContaining("required revision has been compacted");
    }

    private List<String> values(ByteSequence key, GetOption option) {
        return await(kv.get(key, option)).getKvs().stream()
                .map(KeyValue::getValue)
                .map(WithKeys::text)
                .toList();
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static ByteSequence bytes(String text) {
        return Endpoints.bytes(text);
    }

    private static String text(ByteSequence bytes) {
        return bytes.toString();
    }
}
