package io.leme.bench.report;

/// The results as one HTML page: plots first, then the table they were drawn from.
public final class HtmlPage {
    private static final String STYLE =
            """
            :root{--ink:#1c2430;--soft:#667085;--line:#d9dee7;--back:#fbfcfe;--card:#fff;
            --c0:#0b7a75;--c1:#c8553d;--c2:#6d597a;--c3:#8f9aa8}
            @media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#98a2b3;--line:#323b49;
            --back:#12161d;--card:#1a202a;--c0:#35b3ac;--c1:#ef8a73;--c2:#b79ac6;--c3:#7c8796}}
            body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--back);
            margin:0 auto;max-width:960px;padding:32px 20px}
            h1{font-size:26px;margin:0}h2{font-size:19px;margin:36px 0 8px}
            p{color:var(--soft);margin:4px 0 0}
            .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(420px,1fr));gap:14px}
            .card{background:var(--card);border:1px solid var(--line);border-radius:8px;
            padding:12px 16px}.wide{margin-top:14px}
            .card h3{font-size:14px;margin:0 0 6px;display:flex;justify-content:space-between}
            .card h3 span{font-weight:400;color:var(--soft)}
            svg{width:100%;display:block;font-size:12px}svg text{fill:var(--ink)}
            .number{text-anchor:end}.tick{text-anchor:middle}.scale{text-anchor:end}
            svg .tick,svg .scale{fill:var(--soft)}
            .grid{stroke:var(--line)}.whisker{stroke:var(--ink);stroke-width:1.5;opacity:.55}
            .c0{fill:var(--c0)}.c1{fill:var(--c1)}.c2{fill:var(--c2)}.c3{fill:var(--c3)}
            .line{fill:none;stroke-width:2}.l0{stroke:var(--c0)}.l1{stroke:var(--c1)}
            .l2{stroke:var(--c2)}.l3{stroke:var(--c3)}
            .key{display:inline-block;width:10px;height:10px;border-radius:2px;margin:0 6px 0 14px}
            .k0{background:var(--c0)}.k1{background:var(--c1)}.k2{background:var(--c2)}
            .k3{background:var(--c3)}
            pre{overflow-x:auto;font-size:12px;background:var(--card);border:1px solid var(--line);
            border-radius:8px;padding:12px}
            """;

    private HtmlPage() {}

    public static String of(Results results) {
        StringBuilder body = new StringBuilder();
        body.append("<h1>Leme beside etcd</h1><p>")
                .append(escape(results.machine()))
                .append("</p><p>Bars are medians of the rounds; a whisker spans all rounds.")
                .append(legend(results))
                .append("</p>");
        for (String scenario : results.scenarios()) {
            body.append(section(results, scenario));
        }
        body.append("<h2>Table</h2><pre>").append(escape(TextTable.of(results))).append("</pre>");
        return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Leme beside etcd</title><style>%s</style></head><body>%s</body></html>
        """
                .formatted(STYLE, body);
    }

    private static String legend(Results results) {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < results.contenders().size(); i++) {
            html.append("<span class='key k%d'></span>".formatted(i % 4))
                    .append(escape(results.contenders().get(i)));
        }
        return html.toString();
    }

    private static String section(Results results, String scenario) {
        StringBuilder html = new StringBuilder();
        html.append("<h2>").append(escape(scenario)).append("</h2><div class='cards'>");
        for (Figure figure : results.figures(scenario)) {
            html.append(
                    "<div class='card'><h3>%s<span>%s, %s is better</span></h3>%s</div>"
                            .formatted(
                                    figure.heading(),
                                    figure.unit(),
                                    figure.moreIsBetter() ? "more" : "less",
                                    BarChart.svg(results, scenario, figure)));
        }
        html.append("</div><div class='card wide'><h3>latency by percentile</h3>")
                .append(LatencyChart.svg(results, scenario))
                .append("</div>");
        return html.toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
