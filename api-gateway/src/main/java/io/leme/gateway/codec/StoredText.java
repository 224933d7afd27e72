package io.leme.gateway.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The JSON text of a stored object and the version that is not in it: the version is put into the
/// text, as the first field of `metadata`, without reading the rest.
final class StoredText {
    private static final byte[] KIND = ascii("{\"kind\":\"");
    private static final byte[] API_VERSION = ascii("\",\"apiVersion\":\"");
    private static final byte[] METADATA = ascii("\",\"metadata\":{\"");
    private static final byte[] VERSION = ascii("\"resourceVersion\":\"");
    private static final byte[] VERSION_END = ascii("\",");

    private StoredText() {}

    /// The text with its version; null when it does not begin as all objects do that were written
    /// here, and has to be read.
    static byte @Nullable [] withVersion(byte[] stored, long version) {
        int at = metadata(stored);
        if (at < 0 || stored[stored.length - 1] != '}') {
            return null;
        }
        byte[] digits = ascii(Long.toString(version));
        int added = VERSION.length + digits.length + VERSION_END.length;
        byte[] text = Arrays.copyOf(stored, stored.length + added);
        int next = put(VERSION, text, at);
        next = put(digits, text, next);
        next = put(VERSION_END, text, next);
        System.arraycopy(stored, at, text, next, stored.length - at);
        return text;
    }

    /// A text that was made by [#withVersion], with another version; null when it was not.
    static byte @Nullable [] withOtherVersion(byte[] text, long old, long version) {
        int at = metadata(text);
        byte[] front = ascii("\"resourceVersion\":\"" + old + "\",");
        if (at < 0 || !isAt(front, text, at)) {
            return null;
        }
        byte[] stored = new byte[text.length - front.length];
        System.arraycopy(text, 0, stored, 0, at);
        System.arraycopy(text, at + front.length, stored, at, stored.length - at);
        return withVersion(stored, version);
    }

    /// Where the first field of a `metadata` that has one begins; -1 when that is not to be seen.
    private static int metadata(byte[] text) {
        if (!isAt(KIND, text, 0)) {
            return -1;
        }
        int kindEnd = quote(text, KIND.length);
        if (kindEnd < 0 || !isAt(API_VERSION, text, kindEnd)) {
            return -1;
        }
        int versionEnd = quote(text, kindEnd + API_VERSION.length);
        if (versionEnd < 0 || !isAt(METADATA, text, versionEnd)) {
            return -1;
        }
        return versionEnd + METADATA.length - 1;
    }

    private static int quote(byte[] text, int from) {
        for (int i = from; i < text.length; i++) {
            if (text[i] == '"') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAt(byte[] part, byte[] text, int at) {
        return at + part.length <= text.length
                && Arrays.equals(part, 0, part.length, text, at, at + part.length);
    }

    private static int put(byte[] part, byte[] text, int at) {
        System.arraycopy(part, 0, text, at, part.length);
        return at + part.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
