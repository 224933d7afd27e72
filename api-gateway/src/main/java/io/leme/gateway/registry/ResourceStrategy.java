package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.NameRules;
import io.leme.gateway.meta.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /// Rules for a state that takes the place of another: those of the state itself, and those
    /// between the two.
    default List<FieldError> validateNext(ObjectNode object, ObjectNode current) {
        List<FieldError> errors = new ArrayList<>(validate(object));
        errors.addAll(validateUpdate(object, current));

        return errors;
    }

    /// Rules between the old and the new state; [#validate] is asked as well.
    default List<FieldError> validateUpdate(ObjectNode object, ObjectNode current) {
        return List.of();
    }

    /// Takes what only one object at a time can have, such as an address, and fills it in. Runs
    /// last before a write, and again for each attempt at it: what the object has already it keeps.
    ///
    /// @param current present state, null for a new object
    /// @param rehearsal whether nothing may be taken for good
    default void reserve(ObjectNode object, @Nullable ObjectNode current, boolean rehearsal) {}

    /// Gives back what an object had reserved.
    ///
    /// @param remaining what it has now, null when it is gone or was never stored
    default void release(ObjectNode before, @Nullable ObjectNode remaining) {}

    /// What is wrong with a name.
    default List<String> nameProblems(String name) {
        return NameRules.dnsSubdomain(name);
    }

    /// Whether an object that is deleted still waits for somebody.
    default boolean waitsForFinalizers(ObjectNode object) {
        return !ObjectMeta.of(object).finalizers().isEmpty();
    }

    /// How long an object that is deleted may take, in seconds: 0 for those that just go.
    ///
    /// @param asked by the caller
    default long gracePeriodSeconds(ObjectNode object, Optional<Long> asked) {
        return 0;
    }

    /// How a subresource is shown that is an object of another kind.
    default Optional<SubresourceView> view(String subresource) {
        return Optional.empty();
    }

    /// Whether `generation` counts the changes outside of metadata and status.
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
