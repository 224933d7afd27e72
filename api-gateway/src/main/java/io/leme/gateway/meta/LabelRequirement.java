package io.leme.gateway.meta;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One condition on one label. All of a selector's requirements must hold.
public sealed interface LabelRequirement {
    String key();

    /// @param value the label's value, null when the object does not have the label
    boolean matches(@Nullable String value);

    /// `key in (a,b)`; `key=a` is the same with one value.
    record In(String key, Set<String> values) implements LabelRequirement {
        public In {
            values = Set.copyOf(values);
        }

        @Override
        public boolean matches(@Nullable String value) {
            return value != null && values.contains(value);
        }

        @Override
        public String toString() {
            return values.size() == 1
                    ? key + "=" + values.iterator().next()
                    : key + " in (" + sorted(values) + ")";
        }
    }

    /// `key notin (a,b)`, `key!=a`: holds for objects that lack the label.
    record NotIn(String key, Set<String> values) implements LabelRequirement {
        public NotIn {
            values = Set.copyOf(values);
        }

        @Override
        public boolean matches(@Nullable String value) {
            return value == null || !values.contains(value);
        }

        @Override
        public String toString() {
            return values.size() == 1
                    ? key + "!=" + values.iterator().next()
                    : key + " notin (" + sorted(values) + ")";
        }
    }

    /// `key`.
    record Exists(String key) implements LabelRequirement {
        @Override
        public boolean matches(@Nullable String value) {
            return value != null;
        }

        @Override
        public String toString() {
            return key;
        }
    }

    /// `!key`.
    record DoesNotExist(String key) implements LabelRequirement {
        @Override
        public boolean matches(@Nullable String value) {
            return value == null;
        }

        @Override
        public String toString() {
            return "!" + key;
        }
    }

    /// `key>bound` and `key<bound` on whole numbers; labels that are no numbers do not match.
    record Compared(String key, boolean greater, long bound) implements LabelRequirement {
        @Override
        public boolean matches(@Nullable String value) {
            if (value == null) {
                return false;
            }

            try {
                long number = Long.parseLong(value);

                return greater ? number > bound : number < bound;
            } catch (NumberFormatException notANumber) {
                return false;
            }
        }

        @Override
        public String toString() {
            return key + (greater ? ">" : "<") + bound;
        }
    }

    private static String sorted(Set<String> values) {
        return values.stream().sorted().collect(Collectors.joining(","));
    }
}
