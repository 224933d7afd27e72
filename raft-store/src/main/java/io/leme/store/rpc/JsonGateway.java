package io.leme.store.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/// The RPCs as POST requests with JSON bodies, under `/v3/`, with the names and forms that etcd's
/// gateway has: fields as the protocol files name them, numbers of 64 bits as texts, bytes in
/// base64, zeros left out. A stream is answered line by line.
final class JsonGateway {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private static final HttpAnswer NOT_BY_NAME =
            HttpAnswer.text(
                    HttpResponseStatus.BAD_REQUEST,
                    "CommonName of client sending a request against gateway will be ignored"
                            + " and not used as expected\n");

    private final Channel channel;
    private final BooleanSupplier namesMatter;

    /// `channel` leads to the services with the checks that hold for this way in. While
    /// `namesMatter`, callers elsewhere are known by the names in their certificates; here nobody
    /// is, so who shows one is refused, as by etcd.
    JsonGateway(Channel channel, BooleanSupplier namesMatter) {
        this.channel = channel;
        this.namesMatter = namesMatter;
    }

    /// Cancelling the future cancels the call behind it.
    CompletableFuture<HttpReply> answer(HttpCall request) {
        if (request.commonName().isPresent() && namesMatter.getAsBoolean()) {
            return CompletableFuture.completedFuture(NOT_BY_NAME);
        }
        Optional<MethodDescriptor<?, ?>> method =
                GatewayPaths.method(new QueryStringDecoder(request.uri()).path());
        if (method.isEmpty()) {
            return failed(Status.NOT_FOUND.withDescription("Not Found"));
        }
        if (!request.method().equals("POST")) {
            return failed(Status.UNIMPLEMENTED.withDescription("Method Not Allowed"));
        }
        return answer(method.get(), request);
    }

    private <Q, A> CompletableFuture<HttpReply> answer(
            MethodDescriptor<Q, A> method, HttpCall request) {
        List<Q> messages;
        try {
            messages = messages(method, request.body());
        } catch (IOException wrong) {
            return failed(Status.INVALID_ARGUMENT.withDescription(wrong.getMessage()));
        }
        if (method.getType() == MethodType.UNARY) {
            return unary(method, messages.getFirst(), request.authorization());
        }
        return CompletableFuture.completedFuture(
                new JsonStream<>(
                        () -> channel.newCall(method, CallOptions.DEFAULT),
                        metadata(request.authorization()),
                        messages,
                        // The body of a request has an end, and a watcher lives on after it.
                        !method.getFullMethodName().equals("etcdserverpb.Watch/Watch")));
    }

    private <Q, A> CompletableFuture<HttpReply> unary(
            MethodDescriptor<Q, A> method, Q message, Optional<String> authorization) {
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        ClientCall<Q, A> call = channel.newCall(method, CallOptions.DEFAULT);
        call.start(new UnaryAnswer<>(reply), metadata(authorization));
        call.request(2);
        call.sendMessage(message);
        call.halfClose();
        var _ =
                reply.whenComplete((answered, gone) -> {
                    if (reply.isCancelled()) {
                        call.cancel("the client is gone", null);
                    }
                });
        return reply;
    }

    /// An empty body is an empty request.
    private static <Q> List<Q> messages(MethodDescriptor<Q, ?> method, ByteString body)
            throws IOException {
        List<Q> messages = new ArrayList<>();
        try (var texts = JSON.readerFor(JsonNode.class).<JsonNode>readValues(body.newInput())) {
            while (texts.hasNextValue()) {
                messages.add(message(method, texts.nextValue()));
            }
        }
        if (messages.isEmpty()) {
            messages.add(message(method, JSON.createObjectNode()));
        }
        return messages;
    }

    @SuppressWarnings("unchecked") // a builder of the prototype builds what it is of
    private static <Q> Q message(MethodDescriptor<Q, ?> method, JsonNode json)
            throws InvalidProtocolBufferException {
        if (!(method.getRequestMarshaller() instanceof PrototypeMarshaller<Q> marshaller)
                || !(marshaller.getMessagePrototype() instanceof Message prototype)) {
            throw new IllegalStateException("no generated method: " + method);
        }
        Message.Builder builder = prototype.newBuilderForType();
        JsonNumbers.check(json, prototype.getDescriptorForType());
        PARSER.merge(json.toString(), builder);
        return (Q) builder.build();
    }

    private static Metadata metadata(Optional<String> authorization) {
        Metadata metadata = new Metadata();
        authorization.ifPresent(token -> metadata.put(Credentials.AUTHORIZATION, token));
        return metadata;
    }

    private static CompletableFuture<HttpReply> failed(Status status) {
        return CompletableFuture.completedFuture(JsonTexts.error(status));
    }

    private static final class UnaryAnswer<A> extends ClientCall.Listener<A> {
        private final CompletableFuture<HttpReply> reply;
        private Optional<String> answer = Optional.empty();

        UnaryAnswer(CompletableFuture<HttpReply> reply) {
            this.reply = reply;
        }

        @Override
        public void onMessage(A message) {
            answer = Optional.of(JsonTexts.of(message));
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            reply.complete(
                    answer.filter(given -> status.isOk())
                            .<HttpReply>map(text -> HttpAnswer.json(HttpResponseStatus.OK, text))
                            .orElseGet(() -> JsonTexts.error(status)));
        }
    }
}
