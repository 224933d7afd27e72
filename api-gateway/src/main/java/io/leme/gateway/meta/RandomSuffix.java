package io.leme.gateway.meta;

import java.util.random.RandomGenerator;

/// What makes a name of a prefix that nobody else has, as Kubernetes makes it: five letters and
/// digits, of those that form no words and are not taken for each other.
public final class RandomSuffix {
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int CHARACTERS = 5;

    private RandomSuffix() {}

    public static String of(RandomGenerator random) {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < CHARACTERS; i++) {
            suffix.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }

        return suffix.toString();
    }
}
