package io.leme.store;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import io.leme.store.config.ConfigException;
import io.leme.store.config.MemberSettings.LogForm;
import io.leme.store.config.MemberSettings.Reports;
import io.leme.store.config.Release;
import io.leme.store.config.StoreSettings;
import io.leme.store.config.StoreSettings.Request;
import io.leme.store.consensus.Halt;
import io.leme.store.telemetry.JsonLines;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// `leme store`: one member in a process of its own.
public final class StoreMain {
    private static final int WRONG_SETTINGS = 2;
    private static final int CANNOT_START = 1;
    private static final int BROKEN = 3;
    private static final org.slf4j.Logger log = LoggerFactory.getLogger(StoreMain.class);

    private StoreMain() {}

    /// Ends with 2 on wrong settings, 1 when the member cannot start, 3 when it broke.
    public static void main(String[] arguments) {
        logAll();
        int status = run(List.of(arguments));
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(List<String> arguments) {
        try {
            return switch (StoreSettings.parse(arguments, System.getenv())) {
                case Request.Print print -> {
                    System.out.print(print.text());
                    yield 0;
                }
                case Request.Start start -> start(start.settings());
            };
        } catch (ConfigException wrong) {
            System.err.println("leme store: " + wrong.getMessage());
            return WRONG_SETTINGS;
        } catch (RuntimeException unexpected) {
            log.error("cannot start", unexpected);
            return CANNOT_START;
        }
    }

    private static int start(StoreSettings settings) {
        setLog(settings.member().reports());
        settings.warnings().forEach(log::warn);
        log.info(
                "starting member {} ({}) of cluster {}, {} member(s), etcd API {}, settings {}",
                settings.member().name(),
                hex(settings.member().id()),
                hex(settings.cluster().clusterId()),
                settings.cluster().members().size(),
                Release.ETCD_VERSION,
                settings.cluster().fingerprint());
        try {
            StoreServer server = StoreServer.start(settings, processHalt());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
            var _ = server.removed().thenRunAsync(() -> System.exit(0));
            return 0;
        } catch (IOException failure) {
            System.err.println("leme store: cannot start: " + failure.getMessage());
            return CANNOT_START;
        }
    }

    private static void stop(StoreServer server) {
        log.info("stopping");
        server.close();
        log.info("stopped");
    }

    /// Ends the process without running anything else: no hook, no orderly close, because what
    /// would run can no longer be trusted.
    static Halt processHalt() {
        return (reason, cause) -> {
            log.error("member halts: {}: {}", reason, String.valueOf(cause), cause);
            Runtime.getRuntime().halt(BROKEN);
        };
    }

    /// What libraries say in Java's own log goes where everything goes.
    private static void logAll() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static void setLog(Reports reports) {
        if (!(LoggerFactory.getLogger("io.leme") instanceof Logger ours)) {
            return;
        }
        ours.setLevel(
                switch (reports.logLevel()) {
                    case DEBUG -> Level.DEBUG;
                    case INFO -> Level.INFO;
                    case WARN -> Level.WARN;
                    case ERROR -> Level.ERROR;
                });
        if (reports.logForm() == LogForm.JSON) {
            Logger root = ours.getLoggerContext().getLogger(Logger.ROOT_LOGGER_NAME);
            root.iteratorForAppenders().forEachRemaining(StoreMain::writeJson);
        }
    }

    private static void writeJson(Appender<ILoggingEvent> appender) {
        if (appender instanceof OutputStreamAppender<ILoggingEvent> stream) {
            JsonLines lines = new JsonLines();
            lines.setContext(stream.getContext());
            lines.start();
            stream.setEncoder(lines);
        }
    }

    private static String hex(long id) {
        return String.format(Locale.ROOT, "%x", id);
    }
}
