package io.leme.gateway;

import io.leme.gateway.config.GatewaySettings;
import java.io.IOException;
import java.util.List;

/// `leme gateway`: the gateway alone, against a store elsewhere.
public final class GatewayMain {
    private GatewayMain() {}

    public static void main(String[] arguments) {
        int code = new Launch("leme gateway", System.err).run(GatewayMain::run, List.of(arguments));
        if (code != Launch.DONE) {
            System.exit(code);
        }
    }

    private static void run(List<String> arguments) throws IOException {
        switch (GatewaySettings.parse(arguments)) {
            case GatewaySettings.Request.Print(String text) -> System.out.print(text);
            case GatewaySettings.Request.Start(GatewaySettings settings) ->
                    new GatewayCommand(System.out, System.err).start(settings);
        }
    }
}
