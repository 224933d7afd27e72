package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.NameRules;
import io.leme.gateway.meta.ObjectMeta;
import java.util.List;

/// What is special about a kind. All that is not said here the engine does the same way for every
/// kind.
///
/// The trees given to `defaults` and the `prepare` methods belong to the engine and are changed in
/// place. The others are only read. All methods may run more than once for one request.
public interface ResourceStrategy {
    ResourceDefinition definition();

    /// Where the objects are kept: `/registry/<resource>/` in the core group,
    /// `/registry/<group>/<resource>/` elsewhere.
    default String keyPrefix() {
        String group = definition().resource().group();
        String resource = definition().resource().resource();

        return group.isEmpty()
                ? "/registry/" + resource + "/"
                : "/registry/" + group + "/" + resource + "/";
    }

    /// Fills what the writer left open; runs before admission.
    default void defaults(ObjectNode object) {}

    default void prepareForCreate(ObjectNode object) {}

    /// @param current present state, only to be read
    /// @param subresource empty for the main resource
    default void prepareForUpdate(ObjectNode object, ObjectNode current, String subresource) {}

    /// Marks an object that has to wait for its finalizers.
    default void prepareForDelete(ObjectNode object) {}

    default List<FieldError> validate(ObjectNode object) {
        return List.of();
    }

    /// Rules between the old and the new state; [#validate] is asked as well.
    default List<FieldError> validateUpdate(ObjectNode object, ObjectNode current) {
        return List.of();
    }

    /// What is wrong with a name.
    default List<String> nameProblems(String name) {
        return NameRules.dnsSubdomain(name);
    }

    /// Whether an object that is deleted still waits for somebody.
    default boolean waitsForFinalizers(ObjectNode object) {
        return !ObjectMeta.of(object).finalizers().isEmpty();
    }

    /// Whether `generation` counts the changes of `spec`.
    default boolean countsGenerations() {
        return false;
    }

    /// Whether a PUT of an object that does not exist creates it.
    default boolean allowsCreateOnUpdate() {
        return false;
    }

    /// Whether a PUT without resourceVersion overwrites whatever is there.
    default boolean allowsUnconditionalUpdate() {
        return true;
    }

    /// Whether a delete is answered with the last state instead of a Status.
    default boolean answersDeleteWithLastState() {
        return false;
    }
}
