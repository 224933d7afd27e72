package io.leme.bench.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.Collectors;

/// One JSON object per sample and line, for programs.
public final class JsonLines {
    private static final MathContext DIGITS = new MathContext(6);

    private JsonLines() {}

    public static String of(Results results) {
        return results.samples().stream()
                .map(sample -> line(results, sample))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Results results, Sample sample) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("scenario", sample.scenario());
        line.put("server", sample.contender());
        line.put("round", sample.round());
        for (Figure figure : results.figures(sample.scenario())) {
            Double value = sample.figures().get(figure);
            if (value != null && Double.isFinite(value)) {
                line.put(figure.key(), new BigDecimal(value).round(DIGITS));
            }
        }
        line.put("operations", sample.measurement().operations());
        line.put("seconds", sample.measurement().seconds());
        line.put("failures", sample.measurement().failures());
        sample.measurement().firstFailure().ifPresent(text -> line.put("firstFailure", text));
        line.put("machine", results.machine());
        return line.toString();
    }
}
