package io.leme.gateway.registry.kind.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ObjectMeta;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Cells of volumes, claims and drivers.
final class StorageCells {
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

    private StorageCells() {}

    static void addTo(Cells cells) {
        cells.text("claim-phase", StorageCells::phase);
        cells.text(
                "claim-capacity",
                each -> bound(each, each.at("/status/capacity/storage").asText("")));
        cells.text(
                "claim-access-modes", each -> bound(each, modes(each.at("/status/accessModes"))));
        cells.text("volume-access-modes", each -> modes(each.at("/spec/accessModes")));
        cells.text("volume-claim", StorageCells::claim);
        cells.text("storage-class-name", StorageCells::className);
        cells.text("expansion", each -> flag(each.path("allowVolumeExpansion"), false));
        cells.text("attached", each -> flag(each.at("/status/attached"), false));
        cells.text("attach-required", each -> flag(each.at("/spec/attachRequired"), true));
        cells.text("pod-info", each -> flag(each.at("/spec/podInfoOnMount"), false));
        cells.text("tracks-capacity", each -> flag(each.at("/spec/storageCapacity"), false));
        cells.text("republish", each -> flag(each.at("/spec/requiresRepublish"), false));
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

    private static String modes(JsonNode list) {
        Set<String> abbreviated = new LinkedHashSet<>();
        for (String mode :
                List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod")) {
            if (Cells.texts(list).contains(mode)) {
                abbreviated.add(
                        mode.equals("ReadWriteOncePod") ? "RWOP" : mode.replaceAll("[a-z]", ""));
            }
        }

        return String.join(",", abbreviated);
    }

    private static String claim(ObjectNode volume) {
        JsonNode claim = volume.at("/spec/claimRef");

        return claim.isObject()
                ? claim.path("namespace").asText("") + "/" + claim.path("name").asText("")
                : "";
    }

    private static String className(ObjectNode object) {
        ObjectMeta meta = ObjectMeta.of(object);
        boolean isDefault = "true".equals(meta.annotations().get(DEFAULT_CLASS));

        return isDefault ? meta.name() + " (default)" : meta.name();
    }

    private static String flag(JsonNode value, boolean otherwise) {
        return Boolean.toString(value.asBoolean(otherwise));
    }

    private static String tokenRequests(ObjectNode driver) {
        List<String> audiences = new ArrayList<>();
        driver.at("/spec/tokenRequests")
                .forEach(request -> audiences.add(request.path("audience").asText("")));

        return audiences.isEmpty() ? "<unset>" : String.join(",", audiences);
    }

    private static String claimState(ObjectNode claim) {
        List<String> states = new ArrayList<>();
        if (ObjectMeta.of(claim).isTerminating()) {
            states.add("deleted");
        }
        if (!claim.at("/status/allocation").isObject()) {
            states.add("pending");
        } else {
            states.add("allocated");
            if (!claim.at("/status/reservedFor").isEmpty()) {
                states.add("reserved");
            }
        }

        return String.join(",", states);
    }
}
