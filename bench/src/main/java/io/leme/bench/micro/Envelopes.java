package io.leme.bench.micro;

import io.leme.store.base.Bytes;
import io.leme.store.command.Command;
import io.leme.store.command.Envelope;
import io.leme.store.command.Put;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Envelopes of puts as group commit makes them: keys of 18 bytes out of a key space, values of 256
/// random bytes.
final class Envelopes {
    private static final int VALUE_BYTES = 256;

    private final Random random = new Random(1);
    private final Bytes value;
    private final int keys;
    private long sequence;

    Envelopes(int keys) {
        this.keys = keys;
        byte[] bytes = new byte[VALUE_BYTES];
        random.nextBytes(bytes);
        this.value = Bytes.copyOf(bytes);
    }

    Bytes key(int number) {
        return Bytes.utf8(String.format("bench/%012d", number));
    }

    Bytes randomKey() {
        return key(random.nextInt(keys));
    }

    Bytes value() {
        return value;
    }

    Put put(Bytes key) {
        return new Put(key, value, 0, false, false, false);
    }

    Envelope ofPuts(int puts) {
        List<Command> commands = new ArrayList<>(puts);
        for (int i = 0; i < puts; i++) {
            commands.add(put(randomKey()));
        }
        return new Envelope(1, ++sequence, commands);
    }
}
