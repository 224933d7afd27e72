package io.leme.gateway.http.resource;

import io.leme.gateway.http.Reply;

/// Answers one kind of request, for any resource.
@FunctionalInterface
interface Verb {
    Reply answer(Call call);
}
