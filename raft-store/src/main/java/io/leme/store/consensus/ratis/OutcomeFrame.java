package io.leme.store.consensus.ratis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leme.store.consensus.EntryLog.Outcome;

/// An [Outcome] on its way from the leader to the member that forwarded the entry: one byte for its
/// kind, then the reason.
final class OutcomeFrame {
    private OutcomeFrame() {}

    static byte[] encode(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed() -> frame('c', "");
            case Outcome.NotAppended(String why) -> frame('n', why);
            case Outcome.Unknown(String why) -> frame('u', why);
        };
    }

    static Outcome decode(byte[] frame) {
        if (frame.length == 0) {
            return new Outcome.Unknown("an empty answer of the leader");
        }
        String why = new String(frame, 1, frame.length - 1, UTF_8);
        return switch (frame[0]) {
            case 'c' -> new Outcome.Committed();
            case 'n' -> new Outcome.NotAppended(why);
            default -> new Outcome.Unknown(why);
        };
    }

    private static byte[] frame(char kind, String why) {
        return (kind + why).getBytes(UTF_8);
    }
}
