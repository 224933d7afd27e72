package io.leme.store.judge.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The ways between members, one per direction and pair, each through a relay that can be cut.
///
/// Every member has the same `--initial-cluster`, in which members have host names. What a name
/// means differs per member: each has a hosts file of its own (`jdk.net.hosts.file`), in which its
/// own name is 127.0.0.1 and the name of member `j` is 127.0.(10+i).(10+j), where a relay listens
/// on the peer port of `j` for what comes from `i` alone. So a cut needs no rights and no firewall.
public final class PeerLinks implements AutoCloseable {
    private static final int OFFSET = 10;

    private final List<String> names;
    private final Path directory;
    private final List<Relay> relays = new ArrayList<>();

    private PeerLinks(List<String> names, Path directory) {
        this.names = List.copyOf(names);
        this.directory = directory;
    }

    static PeerLinks open(List<String> names, List<Integer> peerPorts, Path directory) {
        var links = new PeerLinks(names, directory);
        try {
            for (int from = 0; from < names.size(); from++) {
                var hosts = new ArrayList<String>();
                hosts.add("127.0.0.1 localhost");
                for (int to = 0; to < names.size(); to++) {
                    hosts.add(address(from, to) + " " + host(names.get(to)));
                    if (from != to) {
                        links.relays.add(
                                Relay.open(from, to, address(from, to), peerPorts.get(to)));
                    }
                }
                hosts.add("127.0.0.1 " + InetAddress.getLocalHost().getHostName());
                Files.write(links.hostsFile(names.get(from)), hosts, UTF_8);
            }
            return links;
        } catch (IOException failure) {
            links.close();
            throw new UncheckedIOException(failure);
        }
    }

    /// Cuts every way from and to one member.
    public void isolate(Member member) {
        int index = names.indexOf(member.settings().name());
        relays.stream().filter(relay -> relay.touches(index)).forEach(Relay::cut);
    }

    /// Cuts the ways from one member to the others; what they send still arrives.
    public void muteMember(Member member) {
        int index = names.indexOf(member.settings().name());
        relays.stream().filter(relay -> relay.from() == index).forEach(Relay::cut);
    }

    /// Makes all ways whole again.
    public void heal() {
        relays.forEach(Relay::heal);
    }

    static String host(String name) {
        return "member-" + name + ".judge";
    }

    List<String> virtualMachineOptions(String name) {
        return List.of("-Djdk.net.hosts.file=" + hostsFile(name));
    }

    private Path hostsFile(String name) {
        return directory.resolve("hosts-" + name);
    }

    private static String address(int from, int to) {
        return from == to ? "127.0.0.1" : "127.0." + (OFFSET + from) + "." + (OFFSET + to);
    }

    @Override
    public void close() {
        relays.forEach(Relay::close);
    }
}
