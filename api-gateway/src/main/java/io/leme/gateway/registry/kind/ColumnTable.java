package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leme.gateway.registry.TableColumn;
import io.leme.gateway.registry.kind.cell.Cells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The columns of one kind, read from their lines in the table of kinds.
final class ColumnTable {
    private static final Map<String, TableColumn.Cell> FUNCTIONS = Cells.byName();
    private static final TableColumn CREATED_AT =
            new TableColumn(
                    "Created At",
                    "date",
                    "",
                    "When the object was created.",
                    0,
                    (object, _) -> object.path("metadata").path("creationTimestamp"));

    private final List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.NAME));
    private boolean aged;

    /// @param written `TITLE: CELL WORDS`
    void add(String written) {
        int colon = written.indexOf(": ");
        String title = written.substring(0, colon);
        String[] source = written.substring(colon + 2).split(" ");
        List<String> words = Arrays.asList(source).subList(1, source.length);
        TableColumn column =
                new TableColumn(
                        title,
                        type(words),
                        words.contains("name") ? "name" : "",
                        title + " of the object.",
                        0,
                        cell(source[0], words));
        columns.add(words.contains("wide") ? column.wide() : column);
    }

    /// What the first column shows instead of the bare name.
    void nameIs(String cell) {
        TableColumn name = TableColumn.NAME;
        columns.set(
                0,
                new TableColumn(
                        name.name(),
                        name.type(),
                        name.format(),
                        name.description(),
                        0,
                        cell(cell, List.of())));
    }

    void age() {
        columns.add(TableColumn.AGE);
        aged = true;
    }

    void createdAt() {
        columns.add(CREATED_AT);
        aged = true;
    }

    /// There is no age among the columns.
    void ageless() {
        aged = true;
    }

    List<TableColumn> build() {
        if (!aged) {
            age();
        }

        return List.copyOf(columns);
    }

    private static String type(List<String> words) {
        if (words.contains("integer")) {
            return "integer";
        }

        return words.contains("boolean") ? "boolean" : "string";
    }

    private static TableColumn.Cell cell(String source, List<String> words) {
        if (source.startsWith("@")) {
            TableColumn.Cell function = FUNCTIONS.get(source.substring(1));
            if (function == null) {
                throw new IllegalArgumentException("no such cell: " + source);
            }

            return function;
        }
        String absent = absent(words);
        boolean number = words.contains("integer") || words.contains("number");

        return number
                ? (object, _) -> number(object.at(source), absent)
                : (object, _) -> text(object.at(source), absent);
    }

    private static JsonNode number(JsonNode value, String absent) {
        boolean shown = value.isNumber() || absent.isEmpty();

        return shown ? LongNode.valueOf(value.asLong(0)) : TextNode.valueOf(absent);
    }

    private static JsonNode text(JsonNode value, String absent) {
        String text = value.asText("");

        return TextNode.valueOf(text.isEmpty() ? absent : text);
    }

    private static String absent(List<String> words) {
        for (String word : List.of("none", "unset", "unknown")) {
            if (words.contains(word)) {
                return "<" + word + ">";
            }
        }

        return words.contains("absent") ? "N/A" : "";
    }
}
