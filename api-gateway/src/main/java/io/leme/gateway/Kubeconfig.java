package io.leme.gateway;

import io.leme.gateway.pki.IdentityFiles;
import io.leme.gateway.pki.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// The file by which `kubectl` and other clients find the gateway and show who they are. Everything
/// is in the file itself, so that it can be moved; it is as secret as the key in it.
record Kubeconfig(String server, Path authority, IdentityFiles user) {
    /// Writes the file, unless it says the same already.
    void writeTo(Path file) throws IOException {
        String text = text();
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            PrivateFiles.writeSecret(file, text);
        }
    }

    private String text() throws IOException {
        return """
        apiVersion: v1
        kind: Config
        current-context: leme
        clusters:
        - name: leme
          cluster:
            server: %s
            certificate-authority-data: %s
        users:
        - name: leme-admin
          user:
            client-certificate-data: %s
            client-key-data: %s
        contexts:
        - name: leme
          context:
            cluster: leme
            user: leme-admin
        """
                .formatted(
                        server, base64(authority), base64(user.certificate()), base64(user.key()));
    }

    private static String base64(Path file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }
}
