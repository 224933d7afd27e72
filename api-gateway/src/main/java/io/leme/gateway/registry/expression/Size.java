package io.leme.gateway.registry.expression;

/// How much a value may hold: characters of a text, bytes, elements of a list, entries of a map.
/// Sums and products stop at the largest number.
record Size(long least, long most) {
    static final Size UNKNOWN = new Size(0, Long.MAX_VALUE);

    static Size of(long number) {
        return new Size(number, number);
    }

    static Size upTo(long most) {
        return new Size(0, most);
    }

    Size plus(Size other) {
        return new Size(sum(least, other.least), sum(most, other.most));
    }

    Size times(Size other) {
        return new Size(product(least, other.least), product(most, other.most));
    }

    /// Holds whatever either holds.
    Size or(Size other) {
        return new Size(Math.min(least, other.least), Math.max(most, other.most));
    }

    /// What it costs to walk through the largest of these, at so much for each element.
    long walk(double each) {
        double cost = Math.ceil(most * each);

        return cost >= Long.MAX_VALUE ? Long.MAX_VALUE : (long) cost;
    }

    static long sum(long first, long second) {
        return first > Long.MAX_VALUE - second ? Long.MAX_VALUE : first + second;
    }

    static long product(long first, long second) {
        return second != 0 && first > Long.MAX_VALUE / second ? Long.MAX_VALUE : first * second;
    }
}
