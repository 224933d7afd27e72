package io.leme.gateway.codec.schema;

import java.util.Optional;

/// One field of a structure.
///
/// @param name JSON name
/// @param type what it holds
/// @param merge how a strategic merge patch treats it
/// @param ownership how server-side apply treats it
/// @param absentText what stands for it in the key of a list's element that leaves it out; empty
///   for nothing
public record FieldSchema(
        String name, FieldType type, MergeRule merge, Ownership ownership, String absentText) {
    /// How a list (or map) is merged by a strategic merge patch.
    ///
    /// @param merge whether elements are merged rather than the list replaced
    /// @param key the element field that identifies elements; empty for lists of plain values
    /// @param retainKeys whether `$retainKeys` is this field's strategy
    public record MergeRule(boolean merge, Optional<String> key, boolean retainKeys) {
        public static final MergeRule REPLACE = new MergeRule(false, Optional.empty(), false);
    }
}
