package io.leme.store;

import io.leme.store.config.ClusterSettings.MemberAddress;
import io.leme.store.config.ConfigException;
import io.leme.store.config.DataDirectory;
import io.leme.store.config.DataDirectory.Owner;
import io.leme.store.config.StoreSettings;
import io.leme.store.consensus.ratis.ClusterInquiry;
import io.leme.store.service.Members.Description;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out who a member is that starts with `--initial-cluster-state existing`. A founder is whom
/// its flags say. One that was added later has an id that only the cluster knows, which tells it by
/// its peer URLs; after that its directory remembers.
final class Joining {
    private static final Logger log = LoggerFactory.getLogger(Joining.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final StoreSettings settings;

    private Joining(StoreSettings settings) {
        this.settings = settings;
    }

    /// @throws ConfigException when no member answers, or none knows this one
    static StoreSettings resolve(StoreSettings settings) {
        return settings.existing() ? new Joining(settings).resolve() : settings;
    }

    private StoreSettings resolve() {
        Optional<Owner> owner =
                DataDirectory.owner(settings.member().dataDirectory().toAbsolutePath().normalize());
        Optional<Description> cluster = ask();
        if (owner.isPresent()) {
            return again(owner.get(), cluster);
        }
        if (cluster.isEmpty()) {
            throw problem("cannot fetch cluster info from peer urls: no member answers");
        }
        Description known = cluster.get();
        long id = ownId(known);
        return isFounder(id, known.clusterId())
                ? settings
                : settings.asAdded(id, known.clusterId(), addresses(known));
    }

    /// A later start: without an answer the member knows itself, and the rest is in its data.
    private StoreSettings again(Owner owner, Optional<Description> cluster) {
        if (isFounder(owner.memberId(), owner.clusterId())) {
            return settings;
        }
        List<MemberAddress> known =
                cluster.map(this::addresses)
                        .filter(all -> all.stream().anyMatch(m -> m.id() == owner.memberId()))
                        .orElse(List.of(self(owner.memberId())));
        return settings.asAdded(owner.memberId(), owner.clusterId(), known);
    }

    private boolean isFounder(long id, long clusterId) {
        return id == settings.member().id() && clusterId == settings.cluster().clusterId();
    }

    private Optional<Description> ask() {
        var tls = settings.member().security().peer().map(PeerSettings::tls);
        for (MemberAddress member : settings.cluster().members()) {
            if (member.id() == settings.member().id()) {
                continue;
            }
            for (URI url : member.peerUrls()) {
                try {
                    return Optional.of(
                            Description.of(
                                    ClusterInquiry.ask(PeerSettings.address(url), tls, PATIENCE)));
                } catch (IOException silent) {
                    log.info("{}", silent.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    private long ownId(Description known) {
        List<String> own =
                settings.member().urls().peer().stream().map(URI::toString).sorted().toList();
        for (Map.Entry<Long, List<String>> member : known.peerUrls().entrySet()) {
            if (member.getValue().stream().sorted().toList().equals(own)) {
                return member.getKey();
            }
        }
        throw problem("the cluster knows no member with the peer URLs " + own + ": add it first");
    }

    private List<MemberAddress> addresses(Description known) {
        List<MemberAddress> all = new ArrayList<>();
        known.peerUrls()
                .forEach((id, urls) ->
                        all.add(
                                new MemberAddress(
                                        id, "", urls.stream().map(URI::create).toList())));
        return all;
    }

    private MemberAddress self(long id) {
        return new MemberAddress(id, settings.member().name(), settings.member().urls().peer());
    }

    private static ConfigException problem(String text) {
        return new ConfigException(List.of(text));
    }
}
