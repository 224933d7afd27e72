package io.leme.gateway;

import io.leme.gateway.config.DataDirectory;
import io.leme.gateway.config.EnvSettings;
import io.leme.gateway.pki.IdentityFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// `leme env`: prints shell settings that make `kubectl` and `etcdctl` reach a running `leme up`.
final class EnvCommand implements Launch.Command {
    private final PrintStream out;

    EnvCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public void run(List<String> arguments) throws IOException {
        switch (EnvSettings.parse(arguments)) {
            case EnvSettings.Request.Print(String text) -> out.print(text);
            case EnvSettings.Request.Start(EnvSettings settings) -> print(settings.data());
        }
    }

    private void print(DataDirectory data) throws IOException {
        UpEndpoints endpoints = UpEndpoints.read(data);
        Path keys = data.keys();
        var admin = new IdentityFiles(keys.resolve("admin.crt"), keys.resolve("admin.key"));
        export("KUBECONFIG", data.kubeconfig());
        export("ETCDCTL_API", "3");
        export("ETCDCTL_ENDPOINTS", endpoints.store());
        export("ETCDCTL_CACERT", keys.resolve("ca.crt"));
        export("ETCDCTL_CERT", admin.certificate());
        export("ETCDCTL_KEY", admin.key());
    }

    private void export(String name, Object value) {
        out.println("export " + name + "=" + quoted(value.toString()));
    }

    /// One word to any shell of the Bourne family, whatever is in it.
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
