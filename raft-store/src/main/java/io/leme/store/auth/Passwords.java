package io.leme.store.auth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/// Hashes passwords with bcrypt, in the form that etcd stores. Slow on purpose: never call it on an
/// event loop or while an entry is applied.
public final class Passwords {
    private static final String VERSION = "2a";
    private static final int SALT_BYTES = 16;

    /// bcrypt takes no more; Go's refuses longer ones, others cut them.
    public static final int LONGEST_BYTES = 72;

    private final int cost;
    private final RandomGenerator random;

    /// Each step of `cost` doubles the work; etcd's default is 10.
    public Passwords(int cost, RandomGenerator random) {
        this.cost = cost;
        this.random = random;
    }

    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        try {
            return OpenBSDBCrypt.generate(VERSION, bytes, salt, cost);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// False also for a hash that is none.
    public static boolean matches(String hash, String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        try {
            return bytes.length <= LONGEST_BYTES && OpenBSDBCrypt.checkPassword(hash, bytes);
        } catch (IllegalArgumentException noHash) {
            return false;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
