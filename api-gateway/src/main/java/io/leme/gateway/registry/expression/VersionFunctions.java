package io.leme.gateway.registry.expression;

import static io.leme.gateway.registry.expression.Operand.TEXT;
import static io.leme.gateway.registry.expression.Operand.VERSION;

import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.util.List;
import java.util.regex.Pattern;

/// Kubernetes' functions of versions: `semver` and `isSemver` of texts, and of versions `major`,
/// `minor`, `patch`, `compareTo`, `isLessThan` and `isGreaterThan`.
final class VersionFunctions {
    private static final List<String> NUMBERS = List.of("major", "minor", "patch");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private VersionFunctions() {}

    static List<Function> all() {
        return List.of(
                Function.global("semver", TEXT, VERSION.type(), text -> version(text, false)),
                tolerant("semver", VERSION.type(), VersionFunctions::version),
                Function.global("isSemver", TEXT, SimpleType.BOOL, text -> isVersion(text, false)),
                tolerant("isSemver", SimpleType.BOOL, VersionFunctions::isVersion),
                number("major", 0),
                number("minor", 1),
                number("patch", 2),
                Function.member(
                        VERSION,
                        "compareTo",
                        VERSION,
                        SimpleType.INT,
                        (a, b) -> (long) Integer.signum(a.compareTo(b))),
                Function.member(
                        VERSION,
                        "isLessThan",
                        VERSION,
                        SimpleType.BOOL,
                        (a, b) -> a.compareTo(b) < 0),
                Function.member(
                        VERSION,
                        "isGreaterThan",
                        VERSION,
                        SimpleType.BOOL,
                        (a, b) -> a.compareTo(b) > 0));
    }

    private static Function number(String name, int position) {
        return Function.member(
                VERSION,
                name,
                SimpleType.INT,
                version -> version.numbers().get(position).longValueExact());
    }

    private static Function tolerant(
            String name, CelType result, CelFunctionOverload.Binary<String, Boolean> body) {
        String overload = name + "_string_bool";

        return Function.of(
                name,
                CelOverloadDecl.newGlobalOverload(
                        overload, result, SimpleType.STRING, SimpleType.BOOL),
                CelFunctionBinding.from(overload, String.class, Boolean.class, body));
    }

    private static boolean isVersion(String text, boolean tolerant) {
        return SemanticVersion.parse(text, tolerant).isPresent();
    }

    private static String problem(String text) {
        if (text.isEmpty()) {
            return "Version string empty";
        }
        String[] parts = text.split("\\.", NUMBERS.size());
        if (parts.length < NUMBERS.size()) {
            return "No Major.Minor.Patch elements found";
        }
        for (int i = 0; i < parts.length; i++) {
            String number = parts[i].split("[-+]", 2)[0];
            if (!DIGITS.matcher(number).matches()) {
                return "Invalid character(s) found in %s number \"%s\""
                        .formatted(NUMBERS.get(i), number);
            }
        }

        return "'" + text + "' is no semantic version";
    }

    private static SemanticVersion version(String text, boolean tolerant) {
        return SemanticVersion.parse(text, tolerant)
                .orElseThrow(() -> new CallFailedException(problem(text)));
    }
}
