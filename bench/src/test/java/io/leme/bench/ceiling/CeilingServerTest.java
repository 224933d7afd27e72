package io.leme.bench.ceiling;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.leme.bench.load.Connections;
import io.leme.bench.load.Target;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.TxnRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CeilingServerTest {
    @Test
    void answersUnaryCallsAndKeepsNothing() throws IOException {
        ByteString key = ByteString.copyFromUtf8("a");
        try (CeilingServer server = CeilingServer.start(0);
                Connections connections = Connections.open(at(server.port()), 1)) {
            KVGrpc.KVBlockingStub kv = KVGrpc.newBlockingStub(connections.get(0));

            assertThat(kv.put(PutRequest.newBuilder().setKey(key).build()).hasHeader()).isTrue();
            assertThat(kv.range(RangeRequest.newBuilder().setKey(key).build()).getKvsList())
                    .isEmpty();
            assertThat(kv.txn(TxnRequest.getDefaultInstance()).getSucceeded()).isTrue();
        }
    }

    private static Target at(int port) {
        return new Target(List.of(URI.create("http://127.0.0.1:" + port)), Optional.empty());
    }
}
