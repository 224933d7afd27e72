package io.leme.gateway.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.JsonText;
import io.leme.gateway.meta.ApiErrors;
import java.io.IOException;
import java.util.Base64;

/// Where a page of a list ended: text that clients hand back and don't look into.
///
/// The text is unpadded base64url of `{"v":"meta.k8s.io/v1","rv":N,"start":"name\u0000"}`, as
/// upstream has it.
///
/// @param revision the list's revision, or [#NEWEST]
/// @param start first key of the next page, below the prefix of the list's scope
public record ContinueToken(long revision, String start) {
    /// Go on with whatever is there now: the list is not consistent with the pages before.
    public static final long NEWEST = -1;

    private static final String VERSION = "meta.k8s.io/v1";

    /// The page after this key.
    public static ContinueToken after(long revision, String lastKey) {
        return new ContinueToken(revision, lastKey + "\0");
    }

    /// @throws io.leme.gateway.meta.ApiException BadRequest
    public static ContinueToken parse(String text) {
        ObjectNode json;
        try {
            json = JsonText.parseStored(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException | IOException notAToken) {
            throw invalid(String.valueOf(notAToken.getMessage()));
        }

        if (!VERSION.equals(json.path("v").asText())) {
            throw invalid(
                    "server does not recognize this encoded version \""
                            + json.path("v").asText()
                            + "\"");
        }
        JsonNode revision = json.path("rv");
        String start = json.path("start").asText("");
        if (!revision.canConvertToLong() || revision.asLong() == 0 || revision.asLong() < NEWEST) {
            throw invalid("incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
        }
        if (start.isEmpty() || start.contains("..")) {
            throw invalid("encoded start key empty or invalid (version meta.k8s.io/v1)");
        }

        return new ContinueToken(revision.asLong(), start);
    }

    public String encode() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("v", VERSION).put("rv", revision).put("start", start);

        return Base64.getUrlEncoder().withoutPadding().encodeToString(JsonText.compact(json));
    }

    private static RuntimeException invalid(String why) {
        return ApiErrors.badRequest("invalid continue token: continue key is not valid: " + why);
    }
}
