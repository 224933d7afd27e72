package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leme.gateway.meta.ObjectMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// One column of `kubectl get`.
///
/// @param name as shown, `Name`; `kubectl` prints it in capitals
/// @param type OpenAPI type: `string`, `integer`, `boolean`, `date`
/// @param format OpenAPI format: `name` for the column that identifies the row, else usually empty
/// @param description for people
/// @param priority 0 always shown, above only with `-o wide`
/// @param cell the cell of an object at a time
public record TableColumn(
        String name, String type, String format, String description, int priority, Cell cell) {
    /// Computes a cell.
    @FunctionalInterface
    public interface Cell {
        JsonNode of(ObjectNode object, Instant now);
    }

    /// The object's name: first column of every table.
    public static final TableColumn NAME =
            new TableColumn(
                    "Name",
                    "string",
                    "name",
                    "Name must be unique within a namespace.",
                    0,
                    (object, now) -> TextNode.valueOf(ObjectMeta.of(object).name()));

    /// Time since creation: last column of most tables.
    public static final TableColumn AGE =
            new TableColumn(
                    "Age",
                    "string",
                    "",
                    "Time since the object was created.",
                    0,
                    (object, now) ->
                            TextNode.valueOf(
                                    ObjectMeta.of(object)
                                            .creationTimestamp()
                                            .map(created ->
                                                    HumanDuration.of(
                                                            Duration.between(created, now)))
                                            .orElse("<unknown>")));

    public static TableColumn text(
            String name, String description, Function<ObjectNode, String> text) {
        return new TableColumn(
                name,
                "string",
                "",
                description,
                0,
                (object, now) -> TextNode.valueOf(text.apply(object)));
    }

    /// A number in a column of numbers.
    public static TableColumn number(
            String name, String description, ToIntFunction<ObjectNode> number) {
        return numbers("integer", name, description, number);
    }

    /// How many there are: a number in a column of text, as Kubernetes shows it.
    public static TableColumn count(
            String name, String description, ToIntFunction<ObjectNode> number) {
        return numbers("string", name, description, number);
    }

    private static TableColumn numbers(
            String type, String name, String description, ToIntFunction<ObjectNode> number) {
        return new TableColumn(
                name,
                type,
                "",
                description,
                0,
                (object, now) -> IntNode.valueOf(number.applyAsInt(object)));
    }

    /// The same column, shown only with `-o wide`.
    public TableColumn wide() {
        return new TableColumn(name, type, format, description, 1, cell);
    }
}
