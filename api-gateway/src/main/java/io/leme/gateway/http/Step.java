package io.leme.gateway.http;

import java.util.List;

/// Does one thing to every exchange before, after or instead of handing it on.
@FunctionalInterface
interface Step {
    Reply handle(Exchange exchange, Handler next);

    /// The steps in the order they run, ending in the handler.
    static Handler chain(List<Step> steps, Handler last) {
        Handler handler = last;
        for (Step step : steps.reversed()) {
            Handler next = handler;
            handler = exchange -> step.handle(exchange, next);
        }
        return handler;
    }
}
