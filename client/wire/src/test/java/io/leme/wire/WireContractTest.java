package io.leme.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.leme.wire.auth.AuthProto;
import io.leme.wire.election.ElectionProto;
import io.leme.wire.kv.KeyValueProto;
import io.leme.wire.lock.LockProto;
import io.leme.wire.rpc.AuthServiceProto;
import io.leme.wire.rpc.ClusterProto;
import io.leme.wire.rpc.HeaderProto;
import io.leme.wire.rpc.KvProto;
import io.leme.wire.rpc.LeaseProto;
import io.leme.wire.rpc.MaintenanceProto;
import io.leme.wire.rpc.WatchProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Names and numbers are what old and foreign programs hold on to. The list in `contract.txt` was
/// compared with the descriptors of etcd's own files when it was made; a line in it may be added,
/// never changed.
final class WireContractTest {
    private static final List<FileDescriptor> FILES =
            List.of(
                    KeyValueProto.getDescriptor(),
                    AuthProto.getDescriptor(),
                    HeaderProto.getDescriptor(),
                    KvProto.getDescriptor(),
                    WatchProto.getDescriptor(),
                    LeaseProto.getDescriptor(),
                    ClusterProto.getDescriptor(),
                    MaintenanceProto.getDescriptor(),
                    AuthServiceProto.getDescriptor(),
                    LockProto.getDescriptor(),
                    ElectionProto.getDescriptor());

    private final List<String> lines = new ArrayList<>();

    @Test
    void everyNameAndNumberIsTheOneEtcdUses() throws IOException {
        FILES.forEach(this::describe);

        assertThat(String.join("\n", lines) + "\n").isEqualTo(contract());
    }

    private static String contract() throws IOException {
        try (InputStream in = WireContractTest.class.getResourceAsStream("contract.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void describe(FileDescriptor file) {
        file.getServices().forEach(this::describe);
        file.getEnumTypes().forEach(this::describe);
        file.getMessageTypes().forEach(this::describe);
    }

    private void describe(ServiceDescriptor service) {
        for (MethodDescriptor method : service.getMethods()) {
            lines.add(
                    "rpc /%s/%s %s%s -> %s%s"
                            .formatted(
                                    service.getFullName(),
                                    method.getName(),
                                    method.isClientStreaming() ? "stream " : "",
                                    method.getInputType().getFullName(),
                                    method.isServerStreaming() ? "stream " : "",
                                    method.getOutputType().getFullName()));
        }
    }

    private void describe(EnumDescriptor type) {
        type.getValues()
                .forEach(
                        value ->
                                lines.add(
                                        "enum %s.%s = %d"
                                                .formatted(
                                                        type.getFullName(),
                                                        value.getName(),
                                                        value.getNumber())));
    }

    private void describe(Descriptor message) {
        lines.add("message " + message.getFullName());
        message.getFields().forEach(this::describe);
        message.getEnumTypes().forEach(this::describe);
        message.getNestedTypes().forEach(this::describe);
    }

    private void describe(FieldDescriptor field) {
        String choice =
                field.getContainingOneof() == null
                        ? ""
                        : " in " + field.getContainingOneof().getName();
        lines.add(
                "field %s = %d %s%s%s"
                        .formatted(
                                field.getFullName(),
                                field.getNumber(),
                                field.isRepeated() ? "repeated " : "",
                                typeName(field),
                                choice));
    }

    private static String typeName(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getFullName();
            case ENUM -> field.getEnumType().getFullName();
            default -> field.getType().toString().toLowerCase(java.util.Locale.ROOT);
        };
    }
}
