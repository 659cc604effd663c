package dev.headwater.core.media;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A camera or server that speaks RTSP: {@code rtsp(s)://[user:password@]host[:port]/path[?transport=tcp|udp]}; what else
 * its query says is the server's.
 *
 * @param user user and password as they are spelled; null: none
 * @param target path and query as the server is asked for them
 * @param transport how media comes; TCP, inside the connection, where it is not said
 */
public record RtspSource(
        boolean secure, @Nullable String user, String host, int port, String target, Transport transport) {
    /** How media comes. */
    public enum Transport {
        TCP,
        UDP
    }

    private static final String SPELLED = "an RTSP source is spelled rtsp://host[:port]/path[?transport=tcp|udp]";
    private static final String OPTION = "transport=";
    private static final int PORT = 554;
    private static final int SECURE_PORT = 322;

    /** @throws IllegalArgumentException where it is none, with the reason */
    static RtspSource parse(String url) {
        SourceUrl parts = SourceUrl.parse(url, SPELLED);
        require(!parts.host().isEmpty(), SPELLED);
        boolean secure = parts.scheme().equals("rtsps");
        String query = parts.query() == null ? "" : parts.query();
        String kept = Arrays.stream(query.split("&", -1))
                .filter(option -> !option.startsWith(OPTION))
                .collect(Collectors.joining("&"));
        Transport transport = Arrays.stream(query.split("&", -1))
                .filter(option -> option.startsWith(OPTION))
                .map(option -> transport(option.substring(OPTION.length())))
                .reduce(Transport.TCP, (_, later) -> later);
        require(!secure || transport == Transport.TCP, "rtsps: sends media inside its connection: transport=tcp");
        return new RtspSource(
                secure,
                parts.user(),
                parts.host(),
                parts.port() > 0 ? parts.port() : secure ? SECURE_PORT : PORT,
                parts.path() + (kept.isEmpty() ? "" : "?" + kept),
                transport);
    }

    private static Transport transport(String text) {
        return switch (text) {
            case "tcp" -> Transport.TCP;
            case "udp" -> Transport.UDP;
            default -> throw new IllegalArgumentException("the transport of an RTSP source is tcp or udp");
        };
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return Redaction.of((secure ? "rtsps://" : "rtsp://") + host + ":" + port + target);
    }
}
