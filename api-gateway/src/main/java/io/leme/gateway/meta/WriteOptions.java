package io.leme.gateway.meta;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The options that create, update and patch have in common.
///
/// @param dryRun do everything but the write
/// @param fieldManager who writes, at most 128 printable characters; may be empty
/// @param fieldValidation what becomes of unknown and duplicate fields
/// @param force for apply only
public record WriteOptions(
        boolean dryRun, String fieldManager, FieldValidation fieldValidation, boolean force) {
    public static final WriteOptions DEFAULT =
            new WriteOptions(false, "", FieldValidation.WARN, false);

    private static final int MAX_FIELD_MANAGER = 128;

    /// @param optionsKind `CreateOptions`, `UpdateOptions` or `PatchOptions`, for the error text
    /// @throws ApiException Invalid
    public static WriteOptions read(QueryParameters query, String optionsKind) {
        List<FieldError> errors = new ArrayList<>();
        String dryRun = query.text("dryRun");
        if (!dryRun.isEmpty() && !dryRun.equals("All")) {
            errors.add(FieldError.notSupported("dryRun", dryRun, List.of("All")));
        }
        String manager = query.text("fieldManager");
        if (manager.getBytes(StandardCharsets.UTF_8).length > MAX_FIELD_MANAGER) {
            errors.add(FieldError.tooLong("fieldManager", MAX_FIELD_MANAGER));
        }
        if (manager.chars().anyMatch(character -> Character.isISOControl(character))) {
            errors.add(
                    FieldError.invalid(
                            "fieldManager", manager, "should only contain printable characters"));
        }
        if (!errors.isEmpty()) {
            throw ApiErrors.invalidOptions(optionsKind, errors);
        }

        return new WriteOptions(
                !dryRun.isEmpty(),
                manager,
                FieldValidation.parse(query.text("fieldValidation"), optionsKind),
                query.flag("force").orElse(false));
    }
}
