package io.leme.store.command;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.CountingOutput;
import io.leme.store.base.MalformedBytesException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The binary form of an [Envelope], as it stands in the Raft log: a log entry is one envelope or
/// several, one after the other.
///
/// Version 1: the version octet, origin and sequence (8 bytes each), the number of commands, then
/// each command as one octet for its kind and its fields in the order of the record. Numbers are
/// base-128, byte strings carry their length. The layout is frozen: logs of old releases must be
/// readable, so a change is a new version beside this one (golden bytes guard it).
public final class EnvelopeCodec {
    static final int VERSION = 1;

    private EnvelopeCodec() {}

    public static byte[] encode(Envelope envelope) {
        var counter = new CountingOutput();
        new CommandWriter(counter).envelope(envelope);

        var output = new ArrayOutput(Math.toIntExact(counter.count()));
        new CommandWriter(output).envelope(envelope);
        return output.toArray();
    }

    /// Bytes that `command` takes inside an envelope. The envelope itself adds less than 32.
    public static int encodedSize(Command command) {
        var counter = new CountingOutput();
        new CommandWriter(counter).command(command);
        return Math.toIntExact(counter.count());
    }

    /// The envelopes of a log entry, from the buffer's position to its limit: at least one.
    ///
    /// @throws MalformedBytesException when the bytes are no envelopes of a known version
    public static List<Envelope> decode(ByteBuffer entry) {
        var input = new ByteInput(entry);
        List<Envelope> envelopes = new ArrayList<>(1);
        do {
            envelopes.add(envelope(input));
        } while (input.hasMore());
        return envelopes;
    }

    private static Envelope envelope(ByteInput input) {
        int version = input.octet();
        if (version != VERSION) {
            throw new MalformedBytesException(
                    "log entry of version %d; this release knows %d".formatted(version, VERSION));
        }

        long origin = input.fixed64();
        long sequence = input.fixed64();
        int count = input.count();
        var reader = new CommandReader(input);
        List<Command> commands = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            commands.add(reader.command());
        }
        return new Envelope(origin, sequence, commands);
    }
}
