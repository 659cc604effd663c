package dev.headwater.api.http;

import java.net.InetAddress;
import java.util.List;

/** The proxies in front of us: from these addresses alone, headers about the viewer are believed. */
public final class TrustedProxies {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<Cidr> networks;

    private TrustedProxies(List<Cidr> networks) {
        this.networks = networks;
    }

    /**
     * Reads addresses and networks, {@code 10.0.0.0/8} or {@code ::1}.
     *
     * @throws IllegalArgumentException naming the one that is neither
     */
    public static TrustedProxies of(List<String> cidrs) {
        return cidrs.isEmpty()
                ? NONE
                : new TrustedProxies(cidrs.stream().map(Cidr::parse).toList());
    }

    public boolean isEmpty() {
        return networks.isEmpty();
    }

    boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
