package io.leme.gateway.http;

/// One header field of a reply.
public record HttpField(String name, String value) {}
