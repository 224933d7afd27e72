package io.leme.store.judge.differential;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.leme.store.judge.process.Answer;
import io.leme.wire.rpc.LeaseTimeToLiveResponse;
import io.leme.wire.rpc.ResponseHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Compares two answers field by field. Of ids and terms only whether they are there counts, and a
/// lease's remaining seconds may differ by one.
final class Answers {
    private static final Set<String> OWN_PER_SERVER =
            Set.of("cluster_id", "member_id", "raft_term");
    private static final int TEXT_LENGTH = 300;

    private final String request;
    private final List<Difference> found = new ArrayList<>();

    private Answers(String request) {
        this.request = request;
    }

    static List<Difference> compare(
            String request, Answer<? extends Message> etcd, Answer<? extends Message> leme) {
        if (etcd instanceof Answer.Given<? extends Message>(Message expected)
                && leme instanceof Answer.Given<? extends Message>(Message actual)) {
            return compare(request, ordered(expected), ordered(actual));
        }
        String expected = status(etcd);
        String actual = status(leme);
        return expected.equals(actual)
                ? List.of()
                : List.of(new Difference(request, "status", expected, actual));
    }

    static List<Difference> compare(String request, Message etcd, Message leme) {
        if (etcd.equals(leme)) {
            return List.of();
        }
        var answers = new Answers(request);
        answers.messages("", etcd, leme);
        return answers.found;
    }

    /// A lease's keys come in no order.
    private static Message ordered(Message message) {
        if (!(message instanceof LeaseTimeToLiveResponse response)) {
            return message;
        }
        var keys = new ArrayList<>(response.getKeysList());
        keys.sort(ByteString.unsignedLexicographicalComparator());
        return response.toBuilder().clearKeys().addAllKeys(keys).build();
    }

    private void messages(String path, Message etcd, Message leme) {
        if (etcd.getDescriptorForType() != leme.getDescriptorForType()) {
            add(path + "type", etcd, leme);
            return;
        }
        for (FieldDescriptor field : etcd.getDescriptorForType().getFields()) {
            String here = path + field.getName();
            if (field.isRepeated()) {
                repeated(here, field, etcd, leme);
            } else if (field.hasPresence() && etcd.hasField(field) != leme.hasField(field)) {
                add(here, presence(etcd, field), presence(leme, field));
            } else {
                values(here, field, etcd.getField(field), leme.getField(field), etcd);
            }
        }
    }

    private void repeated(String path, FieldDescriptor field, Message etcd, Message leme) {
        int expected = etcd.getRepeatedFieldCount(field);
        int actual = leme.getRepeatedFieldCount(field);
        if (expected != actual) {
            add(path + ".size", expected, actual);
            return;
        }
        for (int i = 0; i < expected; i++) {
            values(
                    path,
                    field,
                    etcd.getRepeatedField(field, i),
                    leme.getRepeatedField(field, i),
                    etcd);
        }
    }

    private void values(
            String path, FieldDescriptor field, Object etcd, Object leme, Message parent) {
        if (etcd instanceof Message expected && leme instanceof Message actual) {
            messages(path + ".", expected, actual);
        } else if (!etcd.equals(leme) && !tolerated(field, etcd, leme, parent)) {
            add(path, etcd, leme);
        }
    }

    private static boolean tolerated(
            FieldDescriptor field, Object etcd, Object leme, Message parent) {
        if (!(etcd instanceof Long expected) || !(leme instanceof Long actual)) {
            return false;
        }
        if (parent instanceof ResponseHeader && OWN_PER_SERVER.contains(field.getName())) {
            return (expected == 0) == (actual == 0);
        }
        return parent instanceof LeaseTimeToLiveResponse
                && field.getNumber() == LeaseTimeToLiveResponse.TTL_FIELD_NUMBER
                && expected > 0
                && Math.abs(expected - actual) <= 1;
    }

    private static String presence(Message message, FieldDescriptor field) {
        return message.hasField(field) ? "present" : "absent";
    }

    private void add(String field, Object etcd, Object leme) {
        found.add(new Difference(request, field, text(etcd), text(leme)));
    }

    /// The code and text of a refusal, or `OK`.
    static String status(Answer<? extends Message> answer) {
        return switch (answer) {
            case Answer.Given<? extends Message> given -> "OK";
            case Answer.Refused<? extends Message> refused -> refused.code() + " " + refused.text();
        };
    }

    /// A value in a line, cut when it is long.
    static String text(Object value) {
        String all =
                switch (value) {
                    case Message message ->
                            TextFormat.printer().emittingSingleLine(true).printToString(message);
                    case Answer.Given<?>(Object message) -> text(message);
                    case ByteString bytes -> TextFormat.escapeBytes(bytes);
                    default -> value.toString();
                };
        return all.length() <= TEXT_LENGTH
                ? all
                : all.substring(0, TEXT_LENGTH) + "... (" + all.length() + " characters)";
    }
}
