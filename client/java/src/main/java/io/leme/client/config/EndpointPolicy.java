package io.leme.client.config;

/// Which endpoint a request goes to first. Whatever the policy, endpoints that can't be reached are
/// passed over as long as there is another.
public enum EndpointPolicy {
    /// Each request to the next endpoint in turn, as etcd's own client does it. Serializable reads
    /// may then go back in time, from one member to a slower one.
    ROUND_ROBIN,

    /// Every request to the same endpoint until it fails, then to the next one.
    STICKY
}
