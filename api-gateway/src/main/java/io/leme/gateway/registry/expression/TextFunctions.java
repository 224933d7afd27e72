package io.leme.gateway.registry.expression;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.List;

/// Kubernetes' functions of texts: `find` and `findAll`, with the regular expressions of Go.
final class TextFunctions {
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType TEXTS = ListType.create(TEXT);

    private TextFunctions() {}

    static List<Function> all() {
        return List.of(
                new Function(
                        CelFunctionDecl.newFunctionDeclaration(
                                "find",
                                CelOverloadDecl.newMemberOverload(
                                        "string_find_string", TEXT, TEXT, TEXT)),
                        List.of(
                                CelFunctionBinding.from(
                                        "string_find_string",
                                        String.class,
                                        String.class,
                                        TextFunctions::find))),
                new Function(
                        CelFunctionDecl.newFunctionDeclaration(
                                "findAll",
                                CelOverloadDecl.newMemberOverload(
                                        "string_find_all_string", TEXTS, TEXT, TEXT),
                                CelOverloadDecl.newMemberOverload(
                                        "string_find_all_string_int",
                                        TEXTS,
                                        TEXT,
                                        TEXT,
                                        SimpleType.INT)),
                        List.of(
                                CelFunctionBinding.from(
                                        "string_find_all_string",
                                        String.class,
                                        String.class,
                                        (text, pattern) -> findAll(text, pattern, -1)),
                                CelFunctionBinding.from(
                                        "string_find_all_string_int",
                                        List.of(String.class, String.class, Long.class),
                                        arguments ->
                                                findAll(
                                                        (String) arguments[0],
                                                        (String) arguments[1],
                                                        (Long) arguments[2])))));
    }

    private static Pattern compiled(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            throw new CallFailedException("Illegal regex: " + wrong.getMessage());
        }
    }

    private static String find(String text, String pattern) {
        Matcher matcher = compiled(pattern).matcher(text);

        return matcher.find() ? matcher.group() : "";
    }

    /// @param most how many; negative for all
    private static List<String> findAll(String text, String pattern, long most) {
        List<String> found = new ArrayList<>();
        Matcher matcher = compiled(pattern).matcher(text);
        while ((most < 0 || found.size() < most) && matcher.find()) {
            found.add(matcher.group());
        }

        return found;
    }
}
