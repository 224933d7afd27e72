package io.leme.gateway.registry.kind.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.leme.gateway.meta.FieldError;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// A place in an object that is looked at.
///
/// @param path as errors name it
/// @param value what stands there; missing when nothing does
/// @param errors what is wrong is added here
public record Place(String path, JsonNode value, List<FieldError> errors) {
    /// The object as a whole.
    public static Place root(JsonNode object, List<FieldError> errors) {
        return new Place("", object, errors);
    }

    public Place at(String field) {
        String name = path.isEmpty() ? field : path + "." + field;

        return new Place(name, value.path(field), errors);
    }

    /// The same place with another value.
    public Place with(JsonNode other) {
        return new Place(path, other, errors);
    }

    /// The value of a map's key.
    public Place key(String key) {
        return new Place(path + "[" + key + "]", value.path(key), errors);
    }

    /// The first element of a list, there or not.
    public Place first() {
        return new Place(path + "[0]", value.path(0), errors);
    }

    /// Of a list.
    public List<Place> elements() {
        return IntStream.range(0, value.isArray() ? value.size() : 0)
                .mapToObj(i -> new Place(path + "[" + i + "]", value.get(i), errors))
                .toList();
    }

    /// Of a map, by key.
    public List<Place> entries() {
        return value.properties().stream().map(entry -> key(entry.getKey())).toList();
    }

    public boolean isThere() {
        return !value.isMissingNode() && !value.isNull();
    }

    /// Neither absent nor an empty text, list or map.
    public boolean isFilled() {
        return value.isTextual() ? !text().isEmpty() : value.isValueNode() || !value.isEmpty();
    }

    public String text() {
        return value.asText("");
    }

    public long number() {
        return value.asLong(0);
    }

    public boolean isTrue() {
        return value.asBoolean(false);
    }

    public void required(String why) {
        errors.add(FieldError.required(path, why));
    }

    public void requireFilled() {
        if (!isFilled()) {
            required("");
        }
    }

    public void invalid(String why) {
        invalid(isThere() ? value : NullNode.getInstance(), why);
    }

    /// @param shown instead of the value
    public void invalid(Object shown, String why) {
        errors.add(FieldError.invalid(path, shown, why));
    }

    public void forbidden(String why) {
        errors.add(FieldError.forbidden(path, why));
    }

    public void duplicate() {
        errors.add(FieldError.duplicate(path, value));
    }

    /// @param shown instead of the value
    public void duplicateOf(String shown) {
        errors.add(FieldError.duplicate(path, shown));
    }

    public void notFound() {
        errors.add(
                new FieldError(
                        FieldError.Type.NOT_FOUND, path, ": " + (isThere() ? value : "\"\"")));
    }

    public void notSupported(List<String> supported) {
        errors.add(FieldError.notSupported(path, isThere() ? value : "", supported));
    }

    /// Every problem that a rule for texts has with the text that stands here.
    public void follow(Function<String, List<String>> rule) {
        rule.apply(text()).forEach(problem -> invalid(text(), problem));
    }

    /// As [#follow], where a text stands.
    public void followIfFilled(Function<String, List<String>> rule) {
        if (isFilled()) {
            follow(rule);
        }
    }

    public void nonNegative() {
        if (number() < 0) {
            invalid("must be greater than or equal to 0");
        }
    }
}
