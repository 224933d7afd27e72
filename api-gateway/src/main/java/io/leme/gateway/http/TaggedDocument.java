package io.leme.gateway.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A document that changes seldom, with a tag that names its content, so that clients who have it
/// already need not be sent it again.
public final class TaggedDocument {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final String contentType;
    private final byte[] body;
    private final String tag;

    /// @param body taken over
    public TaggedDocument(String contentType, byte[] body) {
        this.contentType = contentType;
        this.body = body;
        this.tag = hash(body);
    }

    /// The hash of the content, in hexadecimal capitals as Kubernetes writes it.
    public String tag() {
        return tag;
    }

    /// The document, or just the word that the client's copy is still good.
    public Reply reply(Exchange exchange) {
        String quoted = '"' + tag + '"';
        var fields = List.of(new HttpField("etag", quoted), new HttpField("vary", "Accept"));
        if (exchange.request().header("if-none-match").contains(quoted)) {
            return new Reply.Whole(NOT_MODIFIED, fields, new byte[0]);
        }
        return new Reply.Whole(OK, fields, body).with("content-type", contentType);
    }

    private static String hash(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-512").digest(body);
            return HexFormat.of().withUpperCase().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }
}
