package io.leme.store.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The flag that says what tokens are: `simple`, or `jwt` and its options.
final class TokenFlag {
    private static final Duration USUAL_TTL = Duration.ofMinutes(5);

    private final List<String> problems;

    TokenFlag(List<String> problems) {
        this.problems = problems;
    }

    LoginTokens tokens(String text) {
        String[] words = text.split(",", -1);
        return switch (words[0]) {
            case "simple" -> new LoginTokens.Simple();
            case "jwt" -> signed(options(words));
            default -> {
                problems.add("--auth-token: '" + words[0] + "' is neither simple nor jwt");
                yield new LoginTokens.Simple();
            }
        };
    }

    private Map<String, String> options(String[] words) {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            String name = equals < 0 ? words[i] : words[i].substring(0, equals);
            if (equals < 0
                    || !List.of("pub-key", "priv-key", "sign-method", "ttl").contains(name)) {
                problems.add("--auth-token: '" + words[i] + "' is no option of jwt");
            } else {
                options.put(name, words[i].substring(equals + 1));
            }
        }
        return options;
    }

    private LoginTokens signed(Map<String, String> options) {
        String method = options.getOrDefault("sign-method", "");
        if (method.isEmpty()) {
            problems.add("--auth-token: jwt needs a sign-method");
        }
        Duration ttl =
                Optional.ofNullable(options.get("ttl"))
                        .map(text -> Values.duration(text).orElse(Duration.ZERO))
                        .orElse(USUAL_TTL);
        if (!ttl.isPositive()) {
            problems.add("--auth-token: the ttl of jwt is not a duration such as 5m");
        }
        return new LoginTokens.Signed(
                Optional.ofNullable(options.get("pub-key")).map(Path::of),
                Optional.ofNullable(options.get("priv-key")).map(Path::of),
                method,
                ttl);
    }
}
