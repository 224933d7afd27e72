package io.leme.store.judge.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Messages and bytes out of a seed. Small numbers and few keys are frequent, so that requests meet
/// what earlier ones have left behind.
final class RandomMessages {
    private static final int DEPTH = 4;
    private static final List<Long> NUMBERS =
            List.of(0L, 1L, 2L, 7L, -1L, 300L, 1L << 31, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE);
    private static final List<String> TEXTS =
            List.of("", "a", "b", "a/1", "\0", "guest", "role", "http://127.0.0.1:1", "\uffff");

    private final SplittableRandom random;

    RandomMessages(long seed) {
        this.random = new SplittableRandom(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    byte[] bytes(int longest) {
        byte[] bytes = new byte[random.nextInt(longest + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /// The bytes of a message of this kind: mostly whole, else changed, cut short or anything.
    byte[] request(Message prototype) {
        byte[] whole = message(prototype, DEPTH).toByteArray();
        return switch (below(6)) {
            case 0 -> changed(whole);
            case 1 -> Arrays.copyOf(whole, below(whole.length + 1));
            case 2 -> bytes(300);
            default -> whole;
        };
    }

    private byte[] changed(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (below(8) == 0) {
                bytes[i] = (byte) below(256);
            }
        }
        return bytes;
    }

    private Message message(Message prototype, int depth) {
        Message.Builder builder = prototype.newBuilderForType();
        for (FieldDescriptor field : prototype.getDescriptorForType().getFields()) {
            if (below(2) == 0) {
                continue;
            }
            if (field.isRepeated()) {
                int count = below(4);
                for (int i = 0; i < count; i++) {
                    builder.addRepeatedField(field, value(builder, field, depth));
                }
            } else {
                builder.setField(field, value(builder, field, depth));
            }
        }
        if (below(10) == 0) {
            builder.setUnknownFields(unknown());
        }
        return builder.build();
    }

    private UnknownFieldSet unknown() {
        var field = UnknownFieldSet.Field.newBuilder().addVarint(random.nextLong());
        return UnknownFieldSet.newBuilder()
                .addField(1 + below(100_000), field.addFixed64(random.nextLong()).build())
                .build();
    }

    private Object value(Message.Builder builder, FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case INT -> (int) number();
            case LONG -> number();
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextDouble();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> TEXTS.get(below(TEXTS.size()));
            case BYTE_STRING ->
                    below(4) == 0
                            ? ByteString.copyFrom(bytes(200))
                            : ByteString.copyFromUtf8(TEXTS.get(below(TEXTS.size())));
            case ENUM -> enumValue(field);
            case MESSAGE -> {
                Message prototype = builder.newBuilderForField(field).getDefaultInstanceForType();
                yield depth == 0 ? prototype : message(prototype, depth - 1);
            }
        };
    }

    private EnumValueDescriptor enumValue(FieldDescriptor field) {
        return field.getEnumType().findValueByNumberCreatingIfUnknown(below(6));
    }

    private long number() {
        return below(4) == 0 ? random.nextLong() : NUMBERS.get(below(NUMBERS.size()));
    }
}
