package io.leme.store.rpc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Status;
import io.netty.handler.codec.http.HttpResponseStatus;

/// Messages and errors as etcd's gateway writes them.
final class JsonTexts {
    private static final HttpResponseStatus CLIENT_CLOSED =
            HttpResponseStatus.valueOf(499, "Client Closed Request");
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().omittingInsignificantWhitespace().preservingProtoFieldNames();

    private JsonTexts() {}

    static String of(Object message) {
        if (!(message instanceof MessageOrBuilder text)) {
            throw new IllegalStateException("not a message: " + message);
        }
        try {
            return PRINTER.print(text);
        } catch (InvalidProtocolBufferException cannotBe) {
            throw new IllegalStateException("only Any can fail to print", cannotBe);
        }
    }

    /// `error` says the message again, as releases before 3.6 did.
    static HttpAnswer error(Status status) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("error", text(status));
        body.put("code", status.getCode().value());
        body.put("message", text(status));
        body.putArray("details");
        return HttpAnswer.json(http(status), body.toString());
    }

    static String streamError(Status status) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("grpc_code", status.getCode().value());
        error.put("http_code", http(status).code());
        error.put("message", text(status));
        error.put("http_status", http(status).reasonPhrase());
        return JsonNodeFactory.instance.objectNode().<ObjectNode>set("error", error).toString();
    }

    private static String text(Status status) {
        String description = status.getDescription();
        return description == null ? status.getCode().toString() : description;
    }

    private static HttpResponseStatus http(Status status) {
        return switch (status.getCode()) {
            case OK -> HttpResponseStatus.OK;
            case CANCELLED -> CLIENT_CLOSED;
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE ->
                    HttpResponseStatus.BAD_REQUEST;
            case DEADLINE_EXCEEDED -> HttpResponseStatus.GATEWAY_TIMEOUT;
            case NOT_FOUND -> HttpResponseStatus.NOT_FOUND;
            case ALREADY_EXISTS, ABORTED -> HttpResponseStatus.CONFLICT;
            case PERMISSION_DENIED -> HttpResponseStatus.FORBIDDEN;
            case UNAUTHENTICATED -> HttpResponseStatus.UNAUTHORIZED;
            case RESOURCE_EXHAUSTED -> HttpResponseStatus.TOO_MANY_REQUESTS;
            case UNIMPLEMENTED -> HttpResponseStatus.NOT_IMPLEMENTED;
            case UNAVAILABLE -> HttpResponseStatus.SERVICE_UNAVAILABLE;
            case UNKNOWN, INTERNAL, DATA_LOSS -> HttpResponseStatus.INTERNAL_SERVER_ERROR;
        };
    }
}
