package dev.headwater.core.media;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One input of a channel, spelled as an operator types it: {@code testcard:}, {@code testcard:gradients},
 * {@code file:/abs/path}, {@code playlist:/abs/path}, {@code http(s)://…}, {@code udp://[@]address:port},
 * {@code rtp://[@]address:port}, what {@link SrtSource}, {@link RtmpSource}, {@link RtspSource} and {@link CaptureSource}
 * say; or, of a film in the cloud, the {@code upload:ID} it was sent as.
 *
 * @param url at most {@value #MAX_LENGTH} characters
 * @param privateAllowed whether it may lead to private and loopback addresses; null: no
 * @param imported whether an import brought it, and may take it away again; null: no
 */
public record Source(
        String url,
        @Nullable Boolean privateAllowed,
        @Nullable Boolean imported) {
    public static final int MAX_LENGTH = 2048;

    /** What stands before base64, where a URL is encrypted. */
    public static final String SEALED = "sealed:";

    private static final int MAX_SEALED = 2 * MAX_LENGTH;
    private static final Pattern SEAL = Pattern.compile("[A-Za-z0-9+/]+={0,2}");
    private static final int MAX_PORT = 65_535;
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");
    private static final Pattern TEST_CARD_STYLE = Pattern.compile("(gradients)?");
    private static final Pattern UPLOAD = Pattern.compile("[0-9a-f]{24}");
    private static final Pattern UDP = Pattern.compile(
            "//@?(?<host>[0-9.]*|\\[[0-9A-Fa-f:.]+])?:(?<port>\\d{1,5})/?(\\?iface=(?<iface>[A-Za-z0-9_.-]{1,32}))?");

    /** What stands before the colon. */
    public enum Kind {
        TESTCARD,
        FILE,
        /** Files one after the other, round and round. */
        PLAYLIST,
        HTTP,
        UDP,
        RTP,
        SRT,
        RTMP,
        RTSP,
        /** A device of this machine. */
        CAPTURE,
        /** One whose URL is encrypted at rest, and could not be opened. Nobody types it. */
        SEALED,
        /** An object of the bucket that takes uploads. On one machine an upload is a file. */
        UPLOAD
    }

    /**
     * Where packets are listened for.
     *
     * @param host a literal address without brackets: of a group, or of this machine; empty: any of this machine's
     * @param networkInterface its name, where a group is to be joined on one; null: the system's choice
     */
    public record Listener(String host, int port, @Nullable String networkInterface) {}

    public Source {
        if (url.length() > (url.startsWith(SEALED) ? MAX_SEALED : MAX_LENGTH)) {
            throw new IllegalArgumentException("a source URL has at most " + MAX_LENGTH + " characters");
        }
        for (int i = 0; i < url.length(); i++) {
            require(!Character.isISOControl(url.charAt(i)), "a source URL has no control characters");
        }
        String rest = url.substring(url.indexOf(':') + 1);
        switch (kindOf(url)) {
            case TESTCARD ->
                require(
                        TEST_CARD_STYLE.matcher(rest).matches(),
                        "a test card is spelled testcard: or testcard:gradients");
            case FILE -> require(rest.startsWith("/"), "a file source is spelled file:/absolute/path");
            case HTTP ->
                require(
                        isHttp(url),
                        "an HTTP source is spelled http://host[:port]/path, or https://…; no host has an underscore");
            case UPLOAD ->
                require(UPLOAD.matcher(rest).matches(), "an upload is spelled upload:ID, with 24 hex digits");
            case SEALED -> require(SEAL.matcher(rest).matches(), "nobody types a sealed source");
            case PLAYLIST ->
                require(rest.startsWith("/"), "a playlist is spelled playlist:/absolute/list.m3u, or of a folder");
            case UDP -> require(isUdp(rest), "a UDP source is spelled udp://@group:port or udp://address:port");
            case RTP -> require(isUdp(rest), "an RTP source is spelled rtp://@group:port or rtp://address:port");
            case SRT -> SrtSource.parse(url);
            case RTMP -> RtmpSource.parse(url);
            case RTSP -> RtspSource.parse(url);
            case CAPTURE -> CaptureSource.parse(rest);
        }
        privateAllowed = Boolean.TRUE.equals(privateAllowed) ? Boolean.TRUE : null;
        imported = Boolean.TRUE.equals(imported) ? Boolean.TRUE : null;
    }

    /** One that an operator names. */
    public Source(String url, @Nullable Boolean privateAllowed) {
        this(url, privateAllowed, null);
    }

    /** A source that leads to no private address. */
    public Source(String url) {
        this(url, null);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null && uri.getPort() <= MAX_PORT && uri.getPort() != 0;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isUdp(String rest) {
        Matcher m = UDP.matcher(rest);
        return m.matches()
                && Integer.parseInt(m.group("port")) - 1 < MAX_PORT
                && !m.group("port").matches("0+");
    }

    public Kind kind() {
        return kindOf(url);
    }

    /** Whether it comes from the network. */
    public boolean fromNetwork() {
        return switch (kind()) {
            case HTTP, UDP, RTP, SRT, RTMP, RTSP -> true;
            case TESTCARD, FILE, PLAYLIST, CAPTURE, UPLOAD, SEALED -> false;
        };
    }

    /** Whether whoever sends comes to us: nothing can be asked again, only waited for. */
    public boolean listens() {
        return switch (kind()) {
            case UDP, RTP -> true;
            case SRT -> srt().listens();
            case RTMP -> rtmp().listens();
            case TESTCARD, FILE, PLAYLIST, HTTP, RTSP, CAPTURE, UPLOAD, SEALED -> false;
        };
    }

    public boolean allowsPrivate() {
        return privateAllowed != null;
    }

    public boolean fromImport() {
        return imported != null;
    }

    /** What stands behind the scheme: a path, a test card's style. */
    public String rest() {
        return url.substring(url.indexOf(':') + 1);
    }

    /** The server of an HTTP source, in small letters, an IPv6 address without brackets; empty of any other. */
    public Optional<String> httpHost() {
        return kind() == Kind.HTTP
                ? Optional.of(
                        URI.create(url).getHost().replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** The server that is connected to, in small letters, an IPv6 address without brackets; empty where there is none. */
    public Optional<String> server() {
        Optional<String> host = switch (kind()) {
            case HTTP -> httpHost();
            case SRT -> Optional.of(srt()).filter(srt -> !srt.listens()).map(SrtSource::host);
            case RTMP -> Optional.of(rtmp()).filter(rtmp -> !rtmp.listens()).map(RtmpSource::host);
            case RTSP -> Optional.of(rtsp().host());
            case TESTCARD, FILE, PLAYLIST, UDP, RTP, CAPTURE, UPLOAD, SEALED -> Optional.empty();
        };
        return host.map(name -> name.toLowerCase(Locale.ROOT));
    }

    /** Only of an SRT source; so it is with the others. */
    public SrtSource srt() {
        return SrtSource.parse(url);
    }

    public RtmpSource rtmp() {
        return RtmpSource.parse(url);
    }

    public RtspSource rtsp() {
        return RtspSource.parse(url);
    }

    public CaptureSource capture() {
        return CaptureSource.parse(rest());
    }

    /** Only of a UDP or RTP source. */
    public Listener listener() {
        Matcher m = UDP.matcher(rest());
        require((kind() == Kind.UDP || kind() == Kind.RTP) && m.matches(), "only a UDP or RTP source has a listener");
        String host = m.group("host") == null ? "" : m.group("host");
        return new Listener(host.replaceAll("[\\[\\]]", ""), Integer.parseInt(m.group("port")), m.group("iface"));
    }

    private static Kind kindOf(String url) {
        // Lists look at thousands: the words that are known need no pattern.
        String scheme = url.substring(0, Math.max(0, url.indexOf(':')));
        return switch (scheme) {
            case "testcard" -> Kind.TESTCARD;
            case "file" -> Kind.FILE;
            case "http", "https" -> Kind.HTTP;
            case "udp" -> Kind.UDP;
            case "rtp" -> Kind.RTP;
            case "srt" -> Kind.SRT;
            case "rtmp", "rtmps" -> Kind.RTMP;
            case "rtsp", "rtsps" -> Kind.RTSP;
            case "v4l2" -> Kind.CAPTURE;
            case "playlist" -> Kind.PLAYLIST;
            case "sealed" -> Kind.SEALED;
            case "upload" -> Kind.UPLOAD;
            default -> {
                require(SCHEME.matcher(scheme).matches(), "a source is a URL such as testcard: or file:/absolute/path");
                throw new IllegalArgumentException("there are no sources of kind '" + scheme
                        + ":'; there are testcard:, file:, playlist:, http(s):, udp:, rtp:, srt:, rtmp(s):, rtsp(s): and"
                        + " v4l2:");
            }
        };
    }

    /** Whether its URL holds what lets somebody in: all that is hidden where it is shown. */
    public boolean tellsSecrets() {
        return fromNetwork() && !Redaction.of(url).equals(url);
    }

    /** For logs and messages: without credentials. */
    @Override
    public String toString() {
        return kind() == Kind.SEALED ? SEALED + "…" : Redaction.of(url);
    }
}
