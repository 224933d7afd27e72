package io.leme.gateway.admission;

/// Changes or judges what is about to be written.
public interface AdmissionPlugin {
    /// Changes `request.object()` in place, or refuses.
    ///
    /// @throws io.leme.gateway.meta.ApiException to refuse
    default void mutate(AdmissionRequest request) {}

    /// Judges the final object; changes nothing.
    ///
    /// @throws io.leme.gateway.meta.ApiException to refuse
    default void validate(AdmissionRequest request) {}

    /// Hears that what it judged well was not written after all.
    default void abandoned(AdmissionRequest request) {}
}
