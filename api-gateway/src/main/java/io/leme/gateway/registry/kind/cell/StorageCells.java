package io.leme.gateway.registry.kind.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ObjectMeta;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Cells of volumes, claims and drivers.
final class StorageCells {
    private static final String CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";
    private static final List<String> DEFAULT_CLASS =
            List.of(
                    "storageclass.kubernetes.io/is-default-class",
                    "storageclass.beta.kubernetes.io/is-default-class");

    private static final Map<String, String> ABBREVIATED = abbreviated();

    private StorageCells() {}

    static void addTo(Cells cells) {
        cells.text("claim-phase", StorageCells::phase);
        cells.text(
                "claim-capacity",
                each -> bound(each, each.at("/status/capacity/storage").asText("0")));
        cells.text("volume-capacity", each -> each.at("/spec/capacity/storage").asText("0"));
        cells.text("class-of-storage", StorageCells::classOfStorage);
        cells.text(
                "claim-access-modes", each -> bound(each, modes(each.at("/status/accessModes"))));
        cells.text("volume-access-modes", each -> modes(each.at("/spec/accessModes")));
        cells.text("volume-claim", StorageCells::claim);
        cells.text("storage-class-name", StorageCells::className);
        cells.flag("expansion", each -> each.path("allowVolumeExpansion").asBoolean(false));
        cells.flag("attached", each -> each.at("/status/attached").asBoolean(false));
        cells.flag("attach-required", each -> each.at("/spec/attachRequired").asBoolean(true));
        cells.flag("pod-info", each -> each.at("/spec/podInfoOnMount").asBoolean(false));
        cells.flag("tracks-capacity", each -> each.at("/spec/storageCapacity").asBoolean(false));
        cells.flag("republish", each -> each.at("/spec/requiresRepublish").asBoolean(false));
        cells.text("token-requests", StorageCells::tokenRequests);
        cells.text(
                "lifecycle-modes",
                each ->
                        Cells.orNone(
                                String.join(
                                        ",", Cells.texts(each.at("/spec/volumeLifecycleModes")))));
        cells.number("node-drivers", each -> each.at("/spec/drivers").size());
        cells.text("claim-state", StorageCells::claimState);
    }

    private static String phase(ObjectNode object) {
        return ObjectMeta.of(object).isTerminating()
                ? "Terminating"
                : object.at("/status/phase").asText("");
    }

    /// What only claims have that are bound to a volume.
    private static String bound(ObjectNode claim, String text) {
        return claim.at("/spec/volumeName").asText("").isEmpty() ? "" : text;
    }

    private static Map<String, String> abbreviated() {
        Map<String, String> modes = new LinkedHashMap<>();
        modes.put("ReadWriteOnce", "RWO");
        modes.put("ReadOnlyMany", "ROX");
        modes.put("ReadWriteMany", "RWX");
        modes.put("ReadWriteOncePod", "RWOP");

        return Collections.unmodifiableMap(modes);
    }

    private static String modes(JsonNode list) {
        List<String> given = Cells.texts(list);

        return ABBREVIATED.entrySet().stream()
                .filter(mode -> given.contains(mode.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(","));
    }

    /// The class of a claim or a volume: older writers name it in an annotation.
    private static String classOfStorage(ObjectNode object) {
        String annotated = ObjectMeta.of(object).annotations().get(CLASS_ANNOTATION);

        return annotated == null ? object.at("/spec/storageClassName").asText("") : annotated;
    }

    private static String claim(ObjectNode volume) {
        JsonNode claim = volume.at("/spec/claimRef");

        return claim.isObject()
                ? claim.path("namespace").asText("") + "/" + claim.path("name").asText("")
                : "";
    }

    private static String className(ObjectNode object) {
        ObjectMeta meta = ObjectMeta.of(object);
        boolean isDefault =
                DEFAULT_CLASS.stream()
                        .anyMatch(each -> "true".equals(meta.annotations().get(each)));

        return isDefault ? meta.name() + " (default)" : meta.name();
    }

    private static String tokenRequests(ObjectNode driver) {
        List<String> audiences = new ArrayList<>();
        driver.at("/spec/tokenRequests")
                .forEach(request -> audiences.add(request.path("audience").asText("")));

        return audiences.isEmpty() ? Cells.UNSET : String.join(",", audiences);
    }

    private static String claimState(ObjectNode claim) {
        List<String> states = new ArrayList<>();
        boolean allocated = claim.at("/status/allocation").isObject();
        if (ObjectMeta.of(claim).isTerminating()) {
            states.add("deleted");
        } else if (!allocated) {
            states.add("pending");
        }
        if (allocated) {
            states.add("allocated");
            if (!claim.at("/status/reservedFor").isEmpty()) {
                states.add("reserved");
            }
        }

        return String.join(",", states);
    }
}
