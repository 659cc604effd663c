package dev.headwater.core.fetch;

import dev.headwater.core.net.Reach;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a host into addresses that may be connected to. Whoever connects to one of them connects to what was checked. */
public final class AddressGuard {
    /** {@link InetAddress#getAllByName} or what stands for it. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final Resolver resolver;
    private final boolean privateAllowed;

    public AddressGuard(Resolver resolver, boolean privateAllowed) {
        this.resolver = resolver;
        this.privateAllowed = privateAllowed;
    }

    /** @throws FetchException where it has no address, or any that is not allowed */
    public List<InetAddress> check(String host) throws FetchException {
        List<InetAddress> addresses;
        try {
            addresses = List.of(resolver.resolve(host));
        } catch (UnknownHostException e) {
            throw FetchException.passing("the name " + host + " has no address");
        }
        for (InetAddress address : addresses) {
            check(host, Reach.of(address));
        }
        return addresses;
    }

    private void check(String host, Reach reach) throws FetchException {
        if (reach == Reach.FORBIDDEN) {
            throw FetchException.refused(
                    host + " is a link-local, metadata or group address: those are never connected to");
        }
        if (reach == Reach.PRIVATE && !privateAllowed) {
            throw FetchException.refused(host + " is a private address: private addresses need --allow-private");
        }
    }
}
