package io.leme.gateway.meta;

import java.util.Optional;

/// What becomes of the objects that the deleted one owns.
public enum PropagationPolicy {
    BACKGROUND("Background"),
    FOREGROUND("Foreground"),
    ORPHAN("Orphan");

    private final String text;

    PropagationPolicy(String text) {
        this.text = text;
    }

    public static Optional<PropagationPolicy> of(String text) {
        for (PropagationPolicy policy : values()) {
            if (policy.text.equals(text)) {
                return Optional.of(policy);
            }
        }

        return Optional.empty();
    }

    public String text() {
        return text;
    }
}
