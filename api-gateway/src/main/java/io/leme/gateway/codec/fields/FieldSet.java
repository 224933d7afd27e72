package io.leme.gateway.codec.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A set of paths in an object, as a tree: each node stands for a path, and is a member or only on
/// the way to members.
///
/// Its JSON form is that of `fieldsV1`: a node without children is a member, one with children is a
/// member if it has the child `.`.
final class FieldSet {
    private static final String SELF = ".";
    private static final Pattern ELEMENT =
            Pattern.compile("\\.|f:.*|v:.+|k:\\{.*}|i:-?[0-9]+", Pattern.DOTALL);

    private final Map<String, FieldSet> children = new TreeMap<>();
    private boolean member;

    /// Whether this is a form that sets have: each element a field, a value, a key or an index.
    static boolean isReadable(JsonNode json) {
        return json.isObject()
                && json.properties().stream()
                        .allMatch(each ->
                                ELEMENT.matcher(each.getKey()).matches()
                                        && isReadable(each.getValue()));
    }

    static FieldSet parse(JsonNode json) {
        FieldSet set = new FieldSet();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            if (entry.getKey().equals(SELF)) {
                set.member = true;
                continue;
            }
            FieldSet child = parse(entry.getValue());
            child.member |= child.children.isEmpty();
            set.children.put(entry.getKey(), child);
        }

        return set;
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (member && !children.isEmpty()) {
            json.putObject(SELF);
        }
        children.forEach((element, child) -> {
            if (!child.isEmpty()) {
                json.set(element, child.toJson());
            }
        });

        return json;
    }

    boolean isMember() {
        return member;
    }

    void makeMember() {
        member = true;
    }

    /// Only on the way to members from now on.
    void makeWay() {
        member = false;
    }

    boolean isEmpty() {
        return !member && children.values().stream().allMatch(FieldSet::isEmpty);
    }

    /// The node below, made when there is none.
    FieldSet below(String element) {
        return children.computeIfAbsent(element, _ -> new FieldSet());
    }

    /// The node below, if there is one.
    @Nullable FieldSet find(String element) {
        return children.get(element);
    }

    /// Snapshot of the nodes below.
    Map<String, FieldSet> children() {
        return Map.copyOf(children);
    }

    FieldSet union(FieldSet other) {
        FieldSet result = new FieldSet();
        result.member = member || other.member;
        children.forEach((element, child) -> {
            FieldSet there = other.children.get(element);
            result.children.put(element, there == null ? child : child.union(there));
        });
        other.children.forEach(result.children::putIfAbsent);

        return result;
    }

    /// The paths that are members of this set and not of the other one.
    FieldSet minus(FieldSet other) {
        FieldSet result = new FieldSet();
        result.member = member && !other.member;
        children.forEach((element, child) -> {
            FieldSet there = other.children.get(element);
            FieldSet left = there == null ? child : child.minus(there);
            if (!left.isEmpty()) {
                result.children.put(element, left);
            }
        });

        return result;
    }

    /// The paths that are members of both.
    FieldSet intersection(FieldSet other) {
        FieldSet result = new FieldSet();
        result.member = member && other.member;
        children.forEach((element, child) -> {
            FieldSet there = other.children.get(element);
            FieldSet both = there == null ? new FieldSet() : child.intersection(there);
            if (!both.isEmpty()) {
                result.children.put(element, both);
            }
        });

        return result;
    }

    /// The members as people read them: `.spec.containers[name="x"].image`.
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        collect("", paths);

        return paths;
    }

    private void collect(String path, List<String> paths) {
        if (member) {
            paths.add(path);
        }
        children.forEach((element, child) -> child.collect(path + shown(element), paths));
    }

    /// A step as people read it: `.name`, `[name="x"]` or `[="x"]`.
    static String shown(String element) {
        String rest = element.substring(2);
        if (element.startsWith("f:")) {
            return "." + rest;
        }
        if (element.startsWith("v:")) {
            return "[=" + rest + "]";
        }
        String pairs = rest.substring(1, rest.length() - 1);

        return "[" + pairs.replaceAll("\"([^\"]*)\":", "$1=") + "]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldSet set
                && toJson().equals(set.toJson())
                && member == set.member;
    }

    @Override
    public int hashCode() {
        return toJson().hashCode();
    }
}
