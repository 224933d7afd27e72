package io.leme.gateway.meta;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An absolute URI or an absolute path, read as Go's `url.ParseRequestURI` does: there is no
/// fragment, and `#` belongs to the path or the query.
///
/// @param scheme in small letters; empty for a path
/// @param host without the port, with the brackets of an address of version 6
/// @param port digits; may be empty
/// @param path escaped; empty for what follows a scheme without a slash
/// @param query escaped, without the question mark
public record RequestUri(String scheme, String host, String port, String path, String query) {
    private static final Pattern PARTS =
            Pattern.compile("(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?([^?]*)(?:\\?(.*))?", Pattern.DOTALL);
    private static final Pattern AUTHORITY =
            Pattern.compile("//(?:([^/]*)@)?(\\[[^/\\]]*\\]|[^/:\\[\\]]*)(?::([0-9]*))?(/.*)?");
    private static final Pattern USER = Pattern.compile("[a-zA-Z0-9._:~!$&'()*+,;=@%-]*");
    private static final Pattern HOST =
            Pattern.compile("[a-zA-Z0-9._~!$&'()*+,;=:<>\"\\[\\]%\\x{80}-\\x{10ffff}-]*");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?!\\p{XDigit}{2})");
    private static final Pattern BAD_HOST_ESCAPE = Pattern.compile("%(?![89a-fA-F]\\p{XDigit})");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String LEFT_AS_THEY_ARE = "-._~!$&'()*+,;=:@/%[]";

    public static Optional<RequestUri> parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (text.isEmpty() || CONTROL.matcher(text).find() || !parts.matches()) {
            return Optional.empty();
        }
        String scheme = orEmpty(parts.group(1)).toLowerCase(Locale.ROOT);
        String rest = parts.group(2);
        String query = orEmpty(parts.group(3));
        if (!rest.startsWith("/")) {
            return scheme.isEmpty() && !text.equals("*")
                    ? Optional.empty()
                    : Optional.of(new RequestUri(scheme, "", "", "", query));
        }
        if (scheme.isEmpty() || !rest.startsWith("//")) {
            return path(rest).map(path -> new RequestUri(scheme, "", "", path, query));
        }
        Matcher authority = AUTHORITY.matcher(rest);
        if (!authority.matches()
                || !isUser(orEmpty(authority.group(1)))
                || !isHost(authority.group(2))) {
            return Optional.empty();
        }

        return path(orEmpty(authority.group(4)))
                .map(path ->
                        new RequestUri(
                                scheme,
                                authority.group(2),
                                orEmpty(authority.group(3)),
                                path,
                                query));
    }

    private static boolean isUser(String text) {
        return USER.matcher(text).matches() && !BAD_ESCAPE.matcher(text).find();
    }

    /// Only what is no ASCII may be escaped.
    private static boolean isHost(String text) {
        return HOST.matcher(text).matches() && !BAD_HOST_ESCAPE.matcher(text).find();
    }

    /// The host without the brackets.
    public String hostname() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /// Host and port as they were written.
    public String authority() {
        return port.isEmpty() ? host : host + ":" + port;
    }

    /// The values of each key, in their order; what can't be read is left out.
    public Map<String, List<String>> parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (pair.isEmpty() || pair.contains(";") || BAD_ESCAPE.matcher(pair).find()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String key = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            parameters.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
        }

        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// A path with everything escaped that has to be; empty if an escape in it is none.
    private static Optional<String> path(String text) {
        if (BAD_ESCAPE.matcher(text).find()) {
            return Optional.empty();
        }
        StringBuilder escaped = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xFF);
            if (isLetterOrDigit(character) || LEFT_AS_THEY_ARE.indexOf(character) >= 0) {
                escaped.append(character);
            } else {
                escaped.append('%').append(HEX.toHexDigits(each));
            }
        }

        return Optional.of(escaped.toString());
    }

    private static boolean isLetterOrDigit(char character) {
        return character < 0x80 && Character.isLetterOrDigit(character);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
