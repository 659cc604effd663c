package dev.headwater.api.http;

import dev.headwater.core.net.AddressBlock;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The proxies in front of us: from these addresses alone, headers about the viewer are believed. */
public final class TrustedProxies {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final Pattern MAPPED = Pattern.compile("(::[^/]*)/(\\d{1,3})");
    private static final int MAPPED_BITS = 96;

    private final List<AddressBlock> networks;

    private TrustedProxies(List<AddressBlock> networks) {
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
                : new TrustedProxies(cidrs.stream().map(TrustedProxies::network).toList());
    }

    /** A block; an address alone; or either of them as IPv4-mapped IPv6, which is the IPv4 it holds. */
    private static AddressBlock network(String text) {
        return AddressBlock.parse(text)
                .or(() -> Literals.parse(text).map(AddressBlock::of))
                .or(() -> mapped(text))
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is no address and no network such as 10.0.0.0/8 or 2001:db8::/32"));
    }

    private static Optional<AddressBlock> mapped(String text) {
        Matcher m = MAPPED.matcher(text);
        return m.matches()
                ? Literals.parse(m.group(1))
                        .filter(Inet4Address.class::isInstance)
                        .flatMap(address -> AddressBlock.parse(
                                address.getHostAddress() + "/" + (Integer.parseInt(m.group(2)) - MAPPED_BITS)))
                : Optional.empty();
    }

    public boolean isEmpty() {
        return networks.isEmpty();
    }

    boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
