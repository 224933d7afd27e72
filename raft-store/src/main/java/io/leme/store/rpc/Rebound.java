package io.leme.store.rpc;

import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A service of known methods that are called in another way than generated code calls them.
final class Rebound {
    private Rebound() {}

    /// `service` with `methods` in place of its own of the same names.
    static ServerServiceDefinition with(
            ServerServiceDefinition service, Collection<ServerMethodDefinition<?, ?>> methods) {
        Set<String> replaced =
                methods.stream()
                        .map(method -> method.getMethodDescriptor().getFullMethodName())
                        .collect(Collectors.toSet());
        List<ServerMethodDefinition<?, ?>> all = new ArrayList<>(methods);
        service.getMethods().stream()
                .filter(method ->
                        !replaced.contains(method.getMethodDescriptor().getFullMethodName()))
                .forEach(all::add);
        return of(service.getServiceDescriptor(), all);
    }

    /// The service `known` with `methods` and no others.
    static ServerServiceDefinition of(
            ServiceDescriptor known, Collection<ServerMethodDefinition<?, ?>> methods) {
        ServiceDescriptor.Builder descriptor =
                ServiceDescriptor.newBuilder(known.getName())
                        .setSchemaDescriptor(known.getSchemaDescriptor());
        methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        ServerServiceDefinition.Builder all = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(all::addMethod);
        return all.build();
    }
}
