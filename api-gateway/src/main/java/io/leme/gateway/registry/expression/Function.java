package io.leme.gateway.registry.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A function that expressions can call.
///
/// @param declaration for the checker
/// @param bindings for the evaluation, one for each overload
record Function(CelFunctionDecl declaration, List<CelFunctionBinding> bindings) {
    /// `name(argument)`.
    static <A> Function global(
            String name, Operand<A> argument, CelType result, CelFunctionOverload.Unary<A> body) {
        String overload = name + "_" + argument.name();

        return of(
                name,
                CelOverloadDecl.newGlobalOverload(overload, result, argument.type()),
                CelFunctionBinding.from(overload, argument.of(), body));
    }

    /// `target.name()`.
    static <A> Function member(
            Operand<A> target, String name, CelType result, CelFunctionOverload.Unary<A> body) {
        String overload = target.name() + "_" + name;

        return of(
                name,
                CelOverloadDecl.newMemberOverload(overload, result, target.type()),
                CelFunctionBinding.from(overload, target.of(), body));
    }

    /// `target.name(argument)`.
    static <A, B> Function member(
            Operand<A> target,
            String name,
            Operand<B> argument,
            CelType result,
            CelFunctionOverload.Binary<A, B> body) {
        String overload = target.name() + "_" + name + "_" + argument.name();

        return of(
                name,
                CelOverloadDecl.newMemberOverload(overload, result, target.type(), argument.type()),
                CelFunctionBinding.from(overload, target.of(), argument.of(), body));
    }

    static Function of(String name, CelOverloadDecl overload, CelFunctionBinding binding) {
        return new Function(
                CelFunctionDecl.newFunctionDeclaration(name, overload), List.of(binding));
    }

    /// One function for each name, with the overloads of all that bear it.
    static List<Function> joined(List<Function> functions) {
        Map<String, Function> byName = new LinkedHashMap<>();
        functions.forEach(each -> byName.merge(each.declaration().name(), each, Function::with));

        return List.copyOf(byName.values());
    }

    private Function with(Function other) {
        List<CelOverloadDecl> overloads = new ArrayList<>(declaration.overloads());
        overloads.addAll(other.declaration.overloads());
        List<CelFunctionBinding> all = new ArrayList<>(bindings);
        all.addAll(other.bindings);

        return new Function(
                CelFunctionDecl.newFunctionDeclaration(declaration.name(), overloads), all);
    }
}
