package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.leme.gateway.meta.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/// Maps of amounts by the names of resources, as they stand in requests, limits and quotas.
final class Amounts {
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

    private Amounts() {}

    /// Zero for what is no quantity.
    static BigDecimal of(JsonNode quantity) {
        return Quantity.amount(quantity.asText("")).orElse(BigDecimal.ZERO);
    }

    static Map<String, BigDecimal> all(JsonNode quantities) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        quantities.properties().forEach(each -> amounts.put(each.getKey(), of(each.getValue())));

        return amounts;
    }

    static Map<String, BigDecimal> merged(
            Map<String, BigDecimal> left,
            Map<String, BigDecimal> right,
            BinaryOperator<BigDecimal> how) {
        Map<String, BigDecimal> merged = new TreeMap<>(left);
        right.forEach((name, amount) -> merged.merge(name, amount, how));

        return merged;
    }

    /// An amount in the form, binary or decimal, that another one is written in.
    static String text(BigDecimal amount, String like) {
        String plain = amount.toPlainString();

        return (like.endsWith("i")
                        ? Quantity.canonical(amount.divide(KIBI).toPlainString() + "Ki")
                        : Quantity.canonical(plain))
                .orElse(plain);
    }
}
