package io.leme.store.rpc;

import io.netty.handler.codec.http.HttpResponseStatus;

/// A whole HTTP response with a text body.
record HttpAnswer(HttpResponseStatus status, String contentType, String body) implements HttpReply {
    static HttpAnswer text(HttpResponseStatus status, String body) {
        return new HttpAnswer(status, "text/plain; charset=utf-8", body);
    }

    static HttpAnswer json(HttpResponseStatus status, String body) {
        return new HttpAnswer(status, "application/json", body);
    }
}
