package io.leme.gateway;

import io.leme.gateway.config.DataDirectory;
import io.leme.gateway.pki.PrivateFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Properties;

/// Where a `leme up` is reached, kept in its data directory for `leme env`.
///
/// @param store for etcd clients
/// @param gateway for Kubernetes clients
record UpEndpoints(String store, String gateway) {
    void writeTo(DataDirectory data) {
        PrivateFiles.writePublic(
                data.endpoints(), "store=" + store + "\ngateway=" + gateway + "\n");
    }

    /// @throws LaunchException if the directory is not one of `leme up`
    static UpEndpoints read(DataDirectory data) throws IOException {
        var properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(data.endpoints())));
        } catch (NoSuchFileException e) {
            throw new LaunchException(
                    data.root()
                            + " is not a data directory of 'leme up'; start 'leme up' first,"
                            + " or name its directory with --data-dir",
                    e);
        }
        return new UpEndpoints(
                properties.getProperty("store", ""), properties.getProperty("gateway", ""));
    }
}
