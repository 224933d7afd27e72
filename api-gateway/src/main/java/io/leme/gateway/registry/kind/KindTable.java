package io.leme.gateway.registry.kind;

import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.meta.NameRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Reads the table of kinds, `kinds.txt` beside this class, whose head says how it is written.
final class KindTable {
    private static final String TABLE = "kinds.txt";

    private KindTable() {}

    static List<KindRow> load() {
        try (InputStream in = KindTable.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("not built: " + TABLE);
            }

            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// @throws IllegalArgumentException for a line that can't be understood
    static List<KindRow> parse(String table) {
        List<KindRow> rows = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : table.lines().filter(each -> !each.startsWith("#")).toList()) {
            if (!line.startsWith(" ") && !block.isEmpty()) {
                rows.add(row(block));
                block.clear();
            }
            block.add(line.strip());
        }
        if (!block.isEmpty()) {
            rows.add(row(block));
        }

        return List.copyOf(rows);
    }

    private static KindRow row(List<String> block) {
        String[] head = block.getFirst().split(" ");
        int slash = head[0].indexOf('/');
        GroupVersion groupVersion =
                slash < 0
                        ? new GroupVersion("", head[0])
                        : new GroupVersion(
                                head[0].substring(0, slash), head[0].substring(slash + 1));
        KindRowBuilder builder = new KindRowBuilder(groupVersion, head[1], head[2]);
        for (String line : block.subList(1, block.size())) {
            add(builder, line);
        }

        return builder.build();
    }

    private static void add(KindRowBuilder builder, String line) {
        List<String> words = Arrays.asList(line.split(" "));
        String[] rest = words.subList(1, words.size()).toArray(String[]::new);
        switch (words.getFirst()) {
            case "cluster" -> builder.clusterScoped();
            case "short" -> builder.shortNames(rest);
            case "categories" -> builder.categories(rest);
            case "subresources" -> builder.subresources(rest);
            case "actions" -> builder.actions(rest);
            case "scale" -> builder.scale();
            case "names" -> builder.names(nameRule(rest[0]));
            case "select" -> builder.selectable(rest);
            case "key" -> builder.key(rest[0]);
            case "column" -> builder.column(line.substring("column ".length()));
            case "column-name" -> builder.nameColumn(rest[0]);
            case "age" -> builder.age();
            case "created-at" -> builder.createdAt();
            case "ageless" -> builder.ageless();
            default -> builder.fact(words.getFirst());
        }
    }

    private static Function<String, List<String>> nameRule(String name) {
        return switch (name) {
            case "dnsLabel" -> NameRules::dnsLabel;
            case "dns1035Label" -> NameRules::dns1035Label;
            case "pathSegment" -> NameRules::pathSegment;
            case "any" -> _ -> List.of();
            default -> throw new IllegalArgumentException("no such rule for names: " + name);
        };
    }
}
