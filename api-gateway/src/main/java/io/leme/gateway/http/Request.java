package io.leme.gateway.http;

import io.leme.gateway.authn.Credentials;
import io.leme.gateway.http.request.Query;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// A request as the engine hands it over.
///
/// @param method in upper case
/// @param path decoded, without the query
/// @param header gives the texts of a header field by its name in lower case
/// @param credentials what the caller showed
/// @param remote the caller's address, for logs
/// @param body waits for the body and gives it; an `ApiException` if it is too large
public record Request(
        String method,
        String path,
        Query query,
        Function<String, List<String>> header,
        Credentials credentials,
        String remote,
        Supplier<byte[]> body) {
    /// The text of a header field, empty if absent.
    ///
    /// @param name in lower case
    public String header(String name) {
        List<String> texts = header.apply(name);
        return texts.isEmpty() ? "" : texts.getFirst();
    }

    /// All texts of a header field that may be repeated.
    ///
    /// @param name in lower case
    public List<String> headers(String name) {
        return header.apply(name);
    }
}
