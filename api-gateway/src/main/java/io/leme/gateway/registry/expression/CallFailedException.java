package io.leme.gateway.registry.expression;

/// A function can't do what it was asked to; says why in Kubernetes' words.
final class CallFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CallFailedException(String why) {
        super(why, null, false, false);
    }
}
