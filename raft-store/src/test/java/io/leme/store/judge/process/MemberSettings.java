package io.leme.store.judge.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How one member is started.
///
/// @param name its name in the initial cluster
/// @param clientPort where clients reach it, on 127.0.0.1
/// @param peerPort where it listens for the other members, on 127.0.0.1
/// @param directory its data directory
/// @param log where its output is written
/// @param initialCluster all members as `name=url,...`, in the form of the flag
/// @param transport how it is spoken to
/// @param virtualMachine options for the store's virtual machine
/// @param flags more flags, after the usual ones
public record MemberSettings(
        String name,
        int clientPort,
        int peerPort,
        Path directory,
        Path log,
        String initialCluster,
        Transport transport,
        List<String> virtualMachine,
        List<String> flags) {

    /// The same member with other flags after the usual ones.
    public MemberSettings withFlags(List<String> others) {
        return new MemberSettings(
                name,
                clientPort,
                peerPort,
                directory,
                log,
                initialCluster,
                transport,
                virtualMachine,
                List.copyOf(others));
    }

    /// The same member on another directory.
    public MemberSettings withDirectory(Path other) {
        return new MemberSettings(
                name,
                clientPort,
                peerPort,
                other,
                log,
                initialCluster,
                transport,
                virtualMachine,
                flags);
    }

    /// The same member with its output written elsewhere.
    public MemberSettings withLog(Path other) {
        return new MemberSettings(
                name,
                clientPort,
                peerPort,
                directory,
                other,
                initialCluster,
                transport,
                virtualMachine,
                flags);
    }

    /// The whole command line.
    List<String> command(Program program) {
        var words = new ArrayList<>(program.command(virtualMachine));
        words.add("--name=" + name);
        words.add("--data-dir=" + directory);
        words.add("--listen-client-urls=" + url(clientPort));
        words.add("--advertise-client-urls=" + url(clientPort));
        words.add("--listen-peer-urls=" + url(peerPort));
        words.add("--initial-advertise-peer-urls=" + advertisedPeerUrl());
        words.add("--initial-cluster=" + initialCluster);
        words.add("--initial-cluster-state=new");
        words.add("--initial-cluster-token=judge");
        words.addAll(transport.serverFlags());
        words.addAll(flags);
        return words;
    }

    private String url(int port) {
        return transport.scheme() + "://127.0.0.1:" + port;
    }

    /// Where the other members reach it.
    public String advertisedPeerUrl() {
        for (String entry : initialCluster.split(",")) {
            if (entry.startsWith(name + "=")) {
                return entry.substring(name.length() + 1);
            }
        }
        throw new IllegalStateException(name + " is not in " + initialCluster);
    }
}
