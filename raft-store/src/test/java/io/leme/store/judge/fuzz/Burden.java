package io.leme.store.judge.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.SnapshotRequest;
import io.leme.wire.rpc.WatchCreateRequest;
import io.leme.wire.rpc.WatchGrpc;
import io.leme.wire.rpc.WatchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// More than a member takes, and clients that take nothing: their messages pile up somewhere, and
/// that may not be in the member's memory.
final class Burden {
    private static final int TOO_MUCH = 3 << 20;
    private static final int VALUE_BYTES = 1 << 20;

    /// Four times the values are more than a member of these tests has memory.
    private static final int VALUES = 30;

    private static final int SLOW_CLIENTS = 16;
    private static final ByteString KEY = ByteString.copyFromUtf8("burden");

    private Burden() {}

    static void messagesWithoutMeasure(Patient patient) throws Exception {
        try (RawCalls calls = new RawCalls(patient.member().address())) {
            for (MethodDescriptor<?, ?> method : KVGrpc.getServiceDescriptor().getMethods()) {
                Status end =
                        calls.call(RawCalls.raw(method), List.of(new byte[TOO_MUCH]))
                                .get(20, TimeUnit.SECONDS);
                assertThat(end.getCode())
                        .as(method.getFullMethodName())
                        .isNotIn(Status.Code.OK, Status.Code.UNAVAILABLE);
            }
        }
    }

    static void silenceAndSlowness(Patient patient) throws Exception {
        List<RawSocket> silent = new ArrayList<>();
        try (RawCalls calls = new RawCalls(patient.member().address())) {
            for (String opening : List.of("", "P", "PRI * HT", "GET /hea", "\u0016\u0003")) {
                for (int i = 0; i < 10; i++) {
                    silent.add(new RawSocket(patient.clientPort()).send(opening));
                    silent.add(new RawSocket(patient.peerPort()).send(opening));
                }
            }
            List<ClientCall<byte[], byte[]>> open = new ArrayList<>();
            for (int i = 0; i < SLOW_CLIENTS; i++) {
                open.add(calls.open(RawCalls.raw(WatchGrpc.getWatchMethod()), watch(), 1));
                silent.add(new RawSocket(patient.clientPort()).send(watchInJson()));
            }
            for (int i = 0; i < VALUES; i++) {
                put(patient, i);
            }
            for (int i = 0; i < SLOW_CLIENTS; i++) {
                open.add(calls.open(RawCalls.raw(KVGrpc.getRangeStreamMethod()), all(), 1));
                open.add(
                        calls.open(
                                RawCalls.raw(MaintenanceGrpc.getSnapshotMethod()),
                                List.of(SnapshotRequest.getDefaultInstance().toByteArray()),
                                1));
            }
            patient.isSound();
            open.forEach(call -> call.cancel("seen enough", null));
        } finally {
            for (RawSocket socket : silent) {
                socket.close();
            }
        }
    }

    private static void put(Patient patient, int number) {
        byte[] value = new byte[VALUE_BYTES];
        value[0] = (byte) number;
        ByteString key = KEY.concat(ByteString.copyFromUtf8("/" + number));
        patient.member()
                .client()
                .call(
                        KVGrpc.getPutMethod(),
                        PutRequest.newBuilder()
                                .setKey(key)
                                .setValue(ByteString.copyFrom(value))
                                .build())
                .orFail();
    }

    private static List<byte[]> watch() {
        WatchCreateRequest create =
                WatchCreateRequest.newBuilder()
                        .setKey(KEY)
                        .setRangeEnd(ByteString.copyFromUtf8("c"))
                        .build();
        return List.of(WatchRequest.newBuilder().setCreateRequest(create).build().toByteArray());
    }

    private static List<byte[]> all() {
        return List.of(
                RangeRequest.newBuilder()
                        .setKey(KEY)
                        .setRangeEnd(ByteString.copyFromUtf8("c"))
                        .build()
                        .toByteArray());
    }

    private static String watchInJson() {
        String body = "{\"create_request\":{\"key\":\"YnVyZGVu\",\"range_end\":\"Yw==\"}}";
        return "POST /v3/watch HTTP/1.1\r\nHost: x\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }
}
