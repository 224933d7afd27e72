package io.leme.gateway.codec.schema;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.leme.gateway.meta.GroupVersionKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The protobuf messages of the Kubernetes API, from the descriptor set that the build extracted.
final class KubernetesDescriptors {
    private static final String RESOURCE = "kubernetes.descriptors";

    private final Map<String, Descriptor> messages = new HashMap<>();

    private KubernetesDescriptors() {}

    static KubernetesDescriptors load() {
        try (InputStream in = KubernetesDescriptors.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("not built: " + RESOURCE);
            }
            KubernetesDescriptors descriptors = new KubernetesDescriptors();
            descriptors.add(FileDescriptorSet.parseFrom(in));

            return descriptors;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (DescriptorValidationException broken) {
            throw new IllegalStateException("broken: " + RESOURCE, broken);
        }
    }

    /// The message of a kind; empty when the set has none.
    Optional<Descriptor> find(GroupVersionKind kind) {
        String name = packageOf(kind.group()) + "." + kind.version() + "." + kind.kind();

        return Optional.ofNullable(messages.get(name));
    }

    private void add(FileDescriptorSet set) throws DescriptorValidationException {
        Map<String, FileDescriptor> built = new HashMap<>();
        for (FileDescriptorProto file : set.getFileList()) {
            FileDescriptor[] imported =
                    file.getDependencyList().stream()
                            .map(built::get)
                            .toArray(FileDescriptor[]::new);
            FileDescriptor descriptor = FileDescriptor.buildFrom(file, imported);
            built.put(file.getName(), descriptor);
            descriptor.getMessageTypes().forEach(this::add);
        }
    }

    private void add(Descriptor message) {
        messages.put(message.getFullName(), message);
    }

    /// Packages are named by the first word of the group, but for two whose types live elsewhere.
    private static String packageOf(String group) {
        return switch (group) {
            case "" -> "k8s.io.api.core";
            case "meta.k8s.io" -> "k8s.io.apimachinery.pkg.apis.meta";
            case "apiextensions.k8s.io" -> "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions";
            default -> "k8s.io.api." + group.split("\\.", 2)[0];
        };
    }
}
