package io.leme.gateway.registry.expression;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import io.leme.gateway.meta.Quantity;
import java.math.BigDecimal;
import java.util.List;

/// Kubernetes' functions of amounts such as `500Mi`: `quantity` and `isQuantity` of texts, and of
/// quantities `sign`, `isInteger`, `asInteger`, `asApproximateFloat`, `compareTo`, `isGreaterThan`,
/// `isLessThan`, `add` and `sub`.
final class QuantityFunctions {
    private static final CelType AMOUNT = OpaqueType.create("kubernetes.Quantity");

    private QuantityFunctions() {}

    /// An amount; two are equal if their numbers are.
    ///
    /// @param number without zeros at its end
    record Amount(BigDecimal number) {
        static Amount of(BigDecimal number) {
            return new Amount(number.stripTrailingZeros());
        }
    }

    @Immutable
    private interface OfText {
        Object of(String text);
    }

    @Immutable
    private interface OfAmount {
        Object of(BigDecimal number);
    }

    @Immutable
    private interface OfTwo {
        Object of(BigDecimal first, BigDecimal second);
    }

    @Immutable
    private interface Sum {
        BigDecimal of(BigDecimal first, BigDecimal second);
    }

    static List<Function> all() {
        return List.of(
                ofText("quantity", AMOUNT, QuantityFunctions::parse),
                ofText("isQuantity", SimpleType.BOOL, text -> Quantity.amount(text).isPresent()),
                ofAmount("sign", SimpleType.INT, number -> (long) number.signum()),
                ofAmount("isInteger", SimpleType.BOOL, QuantityFunctions::isInteger),
                ofAmount("asInteger", SimpleType.INT, QuantityFunctions::asInteger),
                ofAmount("asApproximateFloat", SimpleType.DOUBLE, BigDecimal::doubleValue),
                ofTwo("compareTo", SimpleType.INT, (a, b) -> (long) a.compareTo(b)),
                ofTwo("isGreaterThan", SimpleType.BOOL, (a, b) -> a.compareTo(b) > 0),
                ofTwo("isLessThan", SimpleType.BOOL, (a, b) -> a.compareTo(b) < 0),
                sum("add", BigDecimal::add),
                sum("sub", BigDecimal::subtract));
    }

    private static Object parse(String text) {
        return Quantity.amount(text)
                .map(Amount::of)
                .orElseThrow(() ->
                        new CallFailedException(
                                "quantities must match the regular expression "
                                        + "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"));
    }

    private static long asInteger(BigDecimal number) {
        if (!isInteger(number)) {
            throw new CallFailedException("cannot convert value to integer");
        }

        return number.longValueExact();
    }

    private static boolean isInteger(BigDecimal number) {
        return number.scale() <= 0 && number.toBigInteger().bitLength() < Long.SIZE;
    }

    private static Function ofText(String name, CelType result, OfText function) {
        String overload = "string_" + name;

        return new Function(
                CelFunctionDecl.newFunctionDeclaration(
                        name,
                        CelOverloadDecl.newGlobalOverload(overload, result, SimpleType.STRING)),
                List.of(CelFunctionBinding.from(overload, String.class, function::of)));
    }

    private static Function ofAmount(String name, CelType result, OfAmount function) {
        String overload = "quantity_" + name;

        return new Function(
                CelFunctionDecl.newFunctionDeclaration(
                        name, CelOverloadDecl.newMemberOverload(overload, result, AMOUNT)),
                List.of(
                        CelFunctionBinding.from(
                                overload, Amount.class, amount -> function.of(amount.number()))));
    }

    private static Function ofTwo(String name, CelType result, OfTwo function) {
        String overload = "quantity_" + name;

        return new Function(
                CelFunctionDecl.newFunctionDeclaration(
                        name, CelOverloadDecl.newMemberOverload(overload, result, AMOUNT, AMOUNT)),
                List.of(
                        CelFunctionBinding.from(
                                overload,
                                Amount.class,
                                Amount.class,
                                (a, b) -> function.of(a.number(), b.number()))));
    }

    /// A sum with a quantity or with a whole number.
    private static Function sum(String name, Sum sum) {
        String ofAmounts = "quantity_" + name;
        String ofNumber = "quantity_" + name + "_int";

        return new Function(
                CelFunctionDecl.newFunctionDeclaration(
                        name,
                        CelOverloadDecl.newMemberOverload(ofAmounts, AMOUNT, AMOUNT, AMOUNT),
                        CelOverloadDecl.newMemberOverload(
                                ofNumber, AMOUNT, AMOUNT, SimpleType.INT)),
                List.of(
                        CelFunctionBinding.from(
                                ofAmounts,
                                Amount.class,
                                Amount.class,
                                (a, b) -> Amount.of(sum.of(a.number(), b.number()))),
                        CelFunctionBinding.from(
                                ofNumber,
                                Amount.class,
                                Long.class,
                                (a, b) -> Amount.of(sum.of(a.number(), BigDecimal.valueOf(b))))));
    }
}
