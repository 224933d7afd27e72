package io.leme.gateway.http;

import io.leme.gateway.authn.User;
import io.leme.gateway.http.request.RequestInfo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// One request, and what the steps have found out about it so far.
///
/// Confined to the thread that works on it.
public final class Exchange {
    private final Request request;
    private final SequencedSet<String> warnings = new LinkedHashSet<>();
    private @Nullable RequestInfo info;
    private User user = User.ANONYMOUS;

    public Exchange(Request request) {
        this.request = request;
    }

    public Request request() {
        return request;
    }

    /// What the request asks for; known after the classifying step.
    public RequestInfo info() {
        if (info == null) {
            throw new IllegalStateException("not classified yet");
        }
        return info;
    }

    /// The same where it may not be known.
    Optional<RequestInfo> classified() {
        return Optional.ofNullable(info);
    }

    /// Who asks; nobody in particular before the authenticating step.
    public User user() {
        return user;
    }

    /// Adds something for the client's user to read in a `Warning` header. Repeats are dropped.
    public void warn(String text) {
        warnings.add(text);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    void classify(RequestInfo found) {
        info = found;
    }

    void identify(User found) {
        user = found;
    }
}
