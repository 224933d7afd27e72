package io.leme.gateway.registry.kind.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The volumes of pods, and where containers mount them.
final class Volumes {
    private static final Set<String> HOST_PATHS =
            Set.of(
                    "",
                    "DirectoryOrCreate",
                    "Directory",
                    "FileOrCreate",
                    "File",
                    "Socket",
                    "CharDevice",
                    "BlockDevice");

    private Volumes() {}

    /// @return the names of the volumes, with what each is made from
    static Map<String, String> check(Place volumes) {
        Map<String, String> sources = new HashMap<>();
        for (Place volume : volumes.elements()) {
            Place name = volume.at("name");
            if (sources.containsKey(name.text())) {
                name.duplicate();
            }
            String source = source(volume);
            if (name.isFilled()) {
                sources.put(name.text(), source);
            }
        }

        return sources;
    }

    private static String source(Place volume) {
        List<String> sources =
                volume.value().properties().stream()
                        .filter(entry -> !entry.getKey().equals("name"))
                        .filter(entry -> !entry.getValue().isNull())
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
        for (String more : sources.subList(Math.min(1, sources.size()), sources.size())) {
            volume.at(more).forbidden("may not specify more than 1 volume type");
        }
        if (sources.isEmpty()) {
            volume.required("must specify a volume type");

            return "";
        }
        content(volume.at(sources.getFirst()), sources.getFirst());

        return sources.getFirst();
    }

    private static void content(Place source, String kind) {
        switch (kind) {
            case "configMap" -> {
                source.at("name").requireFilled();
                files(source);
            }
            case "secret" -> {
                source.at("secretName").requireFilled();
                files(source);
            }
            case "persistentVolumeClaim" -> source.at("claimName").requireFilled();
            case "hostPath" -> {
                source.at("path").requireFilled();
                withoutBacksteps(source.at("path"));
                Place type = source.at("type");
                if (!HOST_PATHS.contains(type.text())) {
                    type.notSupported(HOST_PATHS.stream().sorted().toList());
                }
            }
            case "nfs" -> {
                source.at("server").requireFilled();
                source.at("path").requireFilled();
                Place path = source.at("path");
                if (path.isFilled() && !path.text().startsWith("/")) {
                    path.invalid("must be an absolute path");
                }
            }
            case "csi" -> source.at("driver").requireFilled();
            default -> {
                // Whoever provides such a volume looks at the rest.
            }
        }
    }

    private static void files(Place source) {
        Place mode = source.at("defaultMode");
        if (mode.isThere() && (mode.number() < 0 || mode.number() > 0777)) {
            mode.invalid("must be a number between 0 and 0777 (octal), both inclusive");
        }
        for (Place item : source.at("items").elements()) {
            item.at("key").requireFilled();
            item.at("path").requireFilled();
            localPath(item.at("path"));
        }
    }

    private static void localPath(Place path) {
        if (path.text().startsWith("/")) {
            path.invalid("must be a relative path");
        }
        withoutBacksteps(path);
        if (path.text().startsWith("..") && !path.text().startsWith("../")) {
            path.invalid("must not start with '..'");
        }
    }

    private static void withoutBacksteps(Place path) {
        if (List.of(path.text().split("/", -1)).contains("..")) {
            path.invalid("must not contain '..'");
        }
    }

    /// @param volumes by name, with what each is made from
    static void mounts(Place container, Map<String, String> volumes) {
        Set<String> paths = new HashSet<>();
        Place mounts = container.at("volumeMounts");
        for (Place mount : mounts.elements()) {
            if (!volumes.containsKey(mount.at("name").text())) {
                mount.at("name").notFound();
            }
            Place path = mount.at("mountPath");
            if (!paths.add(path.text())) {
                path.invalid(path.text(), "must be unique");
            }
            if (mount.at("subPath").isFilled()) {
                descending(mount.at("subPath"), mounts.path() + ".subPath");
            }
            if (mount.at("subPathExpr").isFilled()) {
                if (mount.at("subPath").isFilled()) {
                    mount.at("subPathExpr")
                            .invalid("subPathExpr and subPath are mutually exclusive");
                }
                descending(mount.at("subPathExpr"), mounts.path() + ".subPathExpr");
            }
        }
        devices(container.at("volumeDevices"), volumes);
    }

    /// @param path as Kubernetes names it: without the index
    private static void descending(Place part, String path) {
        Place told = new Place(path, part.value(), part.errors());
        if (part.text().startsWith("/")) {
            told.invalid("must be a relative path");
        }
        withoutBacksteps(told);
    }

    private static void devices(Place devices, Map<String, String> volumes) {
        Set<String> names = new HashSet<>();
        for (Place device : devices.elements()) {
            Place name = device.at("name");
            String source = volumes.get(name.text());
            name.requireFilled();
            if (!names.add(name.text())) {
                name.invalid("must be unique");
            }
            if (source == null) {
                name.notFound();
            } else if (!source.equals("persistentVolumeClaim") && !source.equals("ephemeral")) {
                name.invalid(
                        "can only use volume source type of PersistentVolumeClaim or Ephemeral "
                                + "for block mode");
            }
            device.at("devicePath").requireFilled();
        }
    }
}
