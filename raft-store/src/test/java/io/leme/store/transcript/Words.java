package io.leme.store.transcript;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The words of one line. A word `name=value` is an option, any other is positional; `\0` stands
/// for a zero byte and `""` for nothing.
final class Words {
    private final String line;
    private final Deque<String> words;

    Words(String line) {
        this.line = line;
        this.words = new ArrayDeque<>(List.of(line.strip().split(" +")));
    }

    String next() {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("too few words: " + line);
        }
        return words.removeFirst();
    }

    long number() {
        return Long.parseLong(next());
    }

    Bytes bytes() {
        String word = next();
        return word.equals("\"\"") ? Bytes.EMPTY : Bytes.utf8(word.replace("\\0", "\0"));
    }

    /// One key, or two for a range.
    KeyRange range() {
        Bytes from = bytes();
        boolean hasEnd = !words.isEmpty() && words.peekFirst().startsWith("..");
        if (!hasEnd) {
            return KeyRange.single(from);
        }
        String end = next().substring(2);
        return new KeyRange(from, end.isEmpty() ? KeyRange.OPEN_END : new Words(end).bytes());
    }

    /// True when the word is there; it is taken away.
    boolean has(String word) {
        return words.remove(word);
    }

    long option(String name, long otherwise) {
        String text = option(name);
        return text.isEmpty() ? otherwise : Long.parseLong(text);
    }

    /// Empty when the option is not there.
    String option(String name) {
        for (String word : words) {
            if (word.startsWith(name + "=")) {
                words.remove(word);
                return word.substring(name.length() + 1);
            }
        }
        return "";
    }

    /// Nothing may be left over: a misspelt option must not pass for none.
    void end() {
        if (!words.isEmpty()) {
            throw new IllegalArgumentException("unknown words " + words + " in: " + line);
        }
    }
}
