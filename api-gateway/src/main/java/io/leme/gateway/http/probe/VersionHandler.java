package io.leme.gateway.http.probe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.JsonText;
import io.leme.gateway.http.Exchange;
import io.leme.gateway.http.Handler;
import io.leme.gateway.http.Reply;
import java.util.Locale;

/// Answers `/version`: the version of the Kubernetes API that is spoken, with our name behind it.
/// Clients choose their dialect by it, so it names the API's and not this program's own.
public final class VersionHandler implements Handler {
    /// The version of the API.
    public static final String VERSION = "v1.36.0+leme";

    private static final String MAJOR = "1";
    private static final String MINOR = "36";

    private final byte[] pretty;
    private final byte[] compact;

    public VersionHandler() {
        ObjectNode version = JsonNodeFactory.instance.objectNode();
        version.put("major", MAJOR).put("minor", MINOR);
        version.put("gitVersion", VERSION);
        version.put("gitCommit", "").put("gitTreeState", "clean");
        version.put("buildDate", "2026-01-01T00:00:00Z");
        version.put("goVersion", "").put("compiler", "javac");
        version.put("platform", platform());
        this.pretty = JsonText.pretty(version);
        this.compact = JsonText.compact(version);
    }

    @Override
    public Reply handle(Exchange exchange) {
        boolean wanted = exchange.request().query().flag("pretty").orElse(true);
        return Reply.json(200, wanted ? pretty : compact);
    }

    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return system + "/" + System.getProperty("os.arch", "");
    }
}
