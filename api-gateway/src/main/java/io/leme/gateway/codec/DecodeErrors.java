package io.leme.gateway.codec;

import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.GroupVersionKind;
import java.util.HexFormat;

/// The texts with which Kubernetes refuses bodies.
final class DecodeErrors {
    private static final int SUMMARY_BYTES = 30;

    private DecodeErrors() {}

    /// The kind is known, the rest is wrong.
    static ApiException cannotBeHandled(
            GroupVersionKind actual, GroupVersionKind expected, String why) {
        return ApiErrors.badRequest(
                actual.kind()
                        + " in version \""
                        + actual.version()
                        + "\" cannot be handled as a "
                        + expected.kind()
                        + ": "
                        + why);
    }

    /// Not even a kind could be read.
    static ApiException unrecognized(GroupVersionKind expected, String why, byte[] body) {
        return ApiErrors.badRequest(
                "the object provided is unrecognized (must be of type "
                        + expected.kind()
                        + "): "
                        + why
                        + " ("
                        + summary(body)
                        + ")");
    }

    static ApiException notRegistered(GroupVersionKind actual, GroupVersionKind expected) {
        return cannotBeHandled(
                actual,
                expected,
                "no kind \""
                        + actual.kind()
                        + "\" is registered for version \""
                        + actual.apiVersion()
                        + "\" in scheme \"k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30\"");
    }

    static ApiException otherVersion(GroupVersionKind actual, GroupVersionKind expected) {
        return ApiErrors.badRequest(
                "the API version in the data ("
                        + actual.apiVersion()
                        + ") does not match the expected API version ("
                        + expected.apiVersion()
                        + ")");
    }

    /// The first bytes in hexadecimal.
    static String summary(byte[] body) {
        if (body.length == 0) {
            return "<empty>";
        }

        return body.length <= SUMMARY_BYTES
                ? HexFormat.of().formatHex(body)
                : HexFormat.of().formatHex(body, 0, SUMMARY_BYTES) + " ...";
    }
}
