package io.leme.gateway;

import java.util.List;

/// `leme up` and `leme env`.
public final class LemeMain {
    private LemeMain() {}

    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        String command = words.isEmpty() ? "" : words.getFirst();
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        int code =
                switch (command) {
                    case "up" ->
                            new Launch("leme up", System.err)
                                    .run(new UpCommand(System.out, System.err), rest);
                    case "env" ->
                            new Launch("leme env", System.err)
                                    .run(new EnvCommand(System.out), rest);
                    default -> {
                        System.err.println("leme: the commands are up and env");
                        yield Launch.WRONG_USE;
                    }
                };
        if (code != Launch.DONE) {
            System.exit(code);
        }
    }
}
