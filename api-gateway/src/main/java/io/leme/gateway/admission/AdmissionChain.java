package io.leme.gateway.admission;

import java.util.List;

/// The plugins in the order in which they are asked.
///
/// @param plugins first all `mutate`, later all `validate`, and `abandoned` where nothing is
///   written
public record AdmissionChain(List<AdmissionPlugin> plugins) {
    public AdmissionChain {
        plugins = List.copyOf(plugins);
    }

    public void mutate(AdmissionRequest request) {
        plugins.forEach(plugin -> plugin.mutate(request));
    }

    public void validate(AdmissionRequest request) {
        plugins.forEach(plugin -> plugin.validate(request));
    }

    public void abandoned(AdmissionRequest request) {
        plugins.forEach(plugin -> plugin.abandoned(request));
    }
}
