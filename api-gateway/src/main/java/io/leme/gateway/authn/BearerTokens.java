package io.leme.gateway.authn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Knows callers by a static table of tokens, the file of kube-apiserver's `--token-auth-file`: one
/// line per user, `token,user,uid,"group1,group2"`, of which the groups may be left out.
///
/// Tokens are kept and looked up by their SHA-256, so that the time a look-up takes says nothing of
/// how many characters of a guess are right.
public final class BearerTokens implements Authenticator {
    private static final int FEWEST_FIELDS = 3;
    private static final int GROUPS_FIELD = 3;

    private final Map<String, User> userByDigest;

    private BearerTokens(Map<String, User> userByDigest) {
        this.userByDigest = Map.copyOf(userByDigest);
    }

    /// Reads the file once.
    ///
    /// @throws IllegalArgumentException naming the file and the first line that is wrong
    public static BearerTokens read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    static BearerTokens parse(String source, String text) {
        Map<String, User> users = new HashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            List<String> fields = fields(line);
            boolean complete =
                    fields.size() >= FEWEST_FIELDS
                            && !fields.get(0).isEmpty()
                            && !fields.get(1).isEmpty();
            if (!complete) {
                throw new IllegalArgumentException(
                        source + " line " + number + " is not: token,user,uid,\"groups\"");
            }
            if (users.put(digest(fields.get(0)), user(fields)) != null) {
                throw new IllegalArgumentException(
                        source + " line " + number + " repeats the token of another line");
            }
        }
        return new BearerTokens(users);
    }

    @Override
    public Verdict authenticate(Credentials credentials) {
        if (credentials.bearerToken().isEmpty()) {
            return new Verdict.Absent();
        }
        User user = userByDigest.get(digest(credentials.bearerToken().get()));
        return user == null
                ? new Verdict.Refused("the bearer token is not known")
                : new Verdict.Known(user);
    }

    private static User user(List<String> fields) {
        String groups = fields.size() > GROUPS_FIELD ? fields.get(GROUPS_FIELD) : "";
        List<String> names =
                Stream.of(groups.split(",", -1))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList();
        return User.known(fields.get(1), fields.get(2), names);
    }

    /// Splits at commas outside double quotes; a doubled quote inside them stands for one.
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }

    private static String digest(String token) {
        try {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
