import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarFile;

/// Runs while building, as a single source file: takes the protobuf descriptors of the Kubernetes
/// API out of the generated classes of a jar, and writes them as one FileDescriptorSet. The classes
/// themselves stay behind, for the gateway needs the shapes only.
///
/// Arguments: the jar with the generated classes, and the file to write. Stable API versions only.
final class DescriptorExtraction {
    private static final String PACKAGE = "io/kubernetes/client/proto/";

    private DescriptorExtraction() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
        for (String outerClass : outerClasses(Path.of(arguments[0]))) {
            Class<?> generated = Class.forName(outerClass);
            collect((FileDescriptor) generated.getMethod("getDescriptor").invoke(null), files);
        }

        Path target = Path.of(arguments[1]);
        Files.createDirectories(target.toAbsolutePath().getParent());
        try (OutputStream out = Files.newOutputStream(target)) {
            FileDescriptorSet.newBuilder().addAllFile(files.values()).build().writeTo(out);
        }
    }

    /// A file behind those that it imports, as readers of descriptor sets expect.
    private static void collect(FileDescriptor file, Map<String, FileDescriptorProto> files) {
        if (files.containsKey(file.getName())) {
            return;
        }
        for (FileDescriptor imported : file.getDependencies()) {
            collect(imported, files);
        }
        files.put(file.getName(), file.toProto());
    }

    private static TreeSet<String> outerClasses(Path jar) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(PACKAGE) && name.endsWith(".class"))
                    .filter(name -> !name.contains("$"))
                    .filter(name -> !name.contains("alpha") && !name.contains("beta"))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                    .forEach(names::add);
        }

        return names;
    }
}
