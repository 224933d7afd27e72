package io.leme.store.service;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/// Checks the peer URLs of a member as etcd checks them: `http://host:port`, without a path.
final class PeerUrls {
    private PeerUrls() {}

    static boolean areValid(List<String> urls) {
        return !urls.isEmpty() && urls.stream().allMatch(PeerUrls::isValid);
    }

    private static boolean isValid(String text) {
        try {
            URI url = new URI(text);
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getPort() > 0
                    && (url.getPath() == null || url.getPath().isEmpty());
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
