package io.leme.gateway.meta;

import java.util.List;

/// The text form of store revisions: decimal numbers that rise across all types.
public final class ResourceVersion {
    private ResourceVersion() {}

    /// @throws ApiException Invalid when the text is not a number of at most 64 bits without sign
    public static long parse(String text) {
        try {
            long version = Long.parseLong(text);
            if (version >= 0 && Character.isDigit(text.charAt(0))) {
                return version;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, with the same words as for negative numbers.
        }

        boolean tooLarge =
                !text.isEmpty() && text.chars().allMatch(each -> each >= '0' && each <= '9');
        throw ApiErrors.invalid(
                new GroupKind("", "resourceVersion"),
                "",
                List.of(
                        FieldError.invalid(
                                "resourceVersion",
                                text,
                                "strconv.ParseUint: parsing \""
                                        + text
                                        + "\": "
                                        + (tooLarge ? "value out of range" : "invalid syntax"))));
    }
}
