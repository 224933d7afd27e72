package io.leme.gateway;

import io.leme.gateway.config.ConfigException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Looks whether all ports can be had before anything is started, so that the operator hears of all
/// that are taken at once, and of no half start.
final class FreePorts {
    private FreePorts() {}

    /// @param host to listen on
    /// @param portsByFlag in the order of the message; 0 stands for any free one
    /// @throws ConfigException naming each port that can't be had, and its flag
    static void require(String host, Map<String, Integer> portsByFlag) {
        List<String> problems = new ArrayList<>();
        portsByFlag.forEach((flag, port) -> {
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            } catch (UnknownHostException e) {
                problems.add("--listen: " + host + " is not an address of this machine");
            } catch (IOException e) {
                problems.add(
                        "port "
                                + port
                                + " of "
                                + host
                                + " is in use; stop what uses it, or choose another with "
                                + flag);
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.stream().distinct().toList());
        }
    }
}
