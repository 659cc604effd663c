package dev.headwater.core.media;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A port of the machine that makes a channel, which one of its sources listens on.
 *
 * @param address one of the machine's, or a group's; null: any of the machine's
 * @param reaches which addresses {@code null} stands for
 * @param shared whether others may listen there too: every member of a group hears it
 */
public record LocalPort(
        Transport transport, int port, @Nullable InetAddress address, Reaches reaches, boolean shared) {
    /** What the port is one of: those of UDP and of TCP have nothing to do with each other. */
    public enum Transport {
        UDP,
        TCP
    }

    /** Sockets of Java's hear IPv6 and IPv4, those of SRT what they were told. */
    public enum Reaches {
        BOTH,
        IPV4
    }

    /** Empty: the source listens nowhere, or is sealed. */
    public static Optional<LocalPort> of(Source source) {
        if (!source.listens()) {
            return Optional.empty();
        }
        return switch (source.kind()) {
            case UDP, RTP -> {
                Source.Listener where = source.listener();
                Optional<InetAddress> group = literal(where.host()).filter(InetAddress::isMulticastAddress);
                yield at(Transport.UDP, where.host(), where.port(), Reaches.BOTH, group.isPresent());
            }
            case SRT -> at(Transport.UDP, source.srt().host(), source.srt().port(), Reaches.IPV4, false);
            case RTMP -> at(Transport.TCP, source.rtmp().host(), source.rtmp().port(), Reaches.BOTH, false);
            case TESTCARD, FILE, PLAYLIST, HTTP, RTSP, CAPTURE, UPLOAD, SEALED -> Optional.empty();
        };
    }

    private static Optional<LocalPort> at(Transport transport, String host, int port, Reaches reaches, boolean shared) {
        if (host.isEmpty()) {
            return Optional.of(new LocalPort(transport, port, null, reaches, shared));
        }
        // What is no address can not be listened on, and so is in nobody's way.
        return literal(host)
                .map(address -> address.isAnyLocalAddress()
                        ? new LocalPort(
                                transport, port, null, address instanceof Inet6Address ? Reaches.BOTH : reaches, shared)
                        : new LocalPort(transport, port, address, reaches, shared));
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return host.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether one machine can not listen on both at once. */
    public boolean excludes(LocalPort other) {
        return transport == other.transport
                && port == other.port
                && !(shared && other.shared)
                && (isOneOf(other) || other.isOneOf(this));
    }

    private boolean isOneOf(LocalPort wider) {
        if (wider.address != null) {
            return wider.address.equals(address);
        }
        return wider.reaches == Reaches.BOTH || !(address instanceof Inet6Address);
    }

    /** As people call it: {@code UDP port 5000}. */
    @Override
    public String toString() {
        return transport + " port " + port;
    }
}
