package dev.headwater.core.media;

import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * H.264 and AAC over RTMP: {@code rtmp(s)://[user:password@]host[:port]/app/stream} is fetched;
 * {@code rtmp://[address]:port/app/KEY?listen} waits for an encoder such as OBS, which has to know the stream key.
 *
 * @param user user and password as they are spelled; null: none
 * @param host whom to ask, or the address of this machine that listens; empty: any of them
 * @param app the first part of the path
 * @param stream the rest, with its query: what is played, or the stream key
 */
public record RtmpSource(
        boolean listens, boolean secure, @Nullable String user, String host, int port, String app, String stream) {
    private static final String SPELLED =
            "an RTMP source is spelled rtmp://host/app/stream, or rtmp://:port/app?listen";
    private static final Pattern LISTENER = Pattern.compile("(?<server>rtmp://[^/?]*/[A-Za-z0-9_-]{1,64})/?\\?listen");
    private static final Pattern APP = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{16,128}");
    private static final int PORT = 1935;
    private static final int SECURE_PORT = 443;

    /** A listener's URL with a stream key, where it has none yet; any other as it is. */
    public static String withKey(String url, Supplier<String> keys) {
        var m = LISTENER.matcher(url);
        return m.matches() ? m.group("server") + "/" + keys.get() + "?listen" : url;
    }

    /** @throws IllegalArgumentException where it is none, with the reason */
    static RtmpSource parse(String url) {
        SourceUrl parts = SourceUrl.parse(url, SPELLED);
        boolean secure = parts.scheme().equals("rtmps");
        boolean listens = "listen".equals(parts.query());
        int slash = parts.path().indexOf('/', 1);
        require(slash > 1 && slash + 1 < parts.path().length(), SPELLED);
        String app = parts.path().substring(1, slash);
        String stream = parts.path().substring(slash + 1);
        require(APP.matcher(app).matches(), "the first part of an RTMP path is letters, digits, dots and dashes");
        if (listens) {
            require(!secure, "an RTMP listener speaks rtmp:, not rtmps: (put a TLS proxy in front, or use SRT)");
            require(parts.port() > 0 && parts.user() == null, SPELLED);
            require(parts.isLiteral(), "an RTMP listener listens on an address of this machine, without a name");
            require(KEY.matcher(stream).matches(), "a stream key is 16 to 128 letters, digits, dashes and underscores");
        }
        require(!parts.host().isEmpty() || listens, SPELLED);
        int port = parts.port() > 0 ? parts.port() : secure ? SECURE_PORT : PORT;
        String played = parts.query() == null || listens ? stream : stream + "?" + parts.query();
        return new RtmpSource(listens, secure, parts.user(), parts.host(), port, app, played);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return (secure ? "rtmps://" : "rtmp://") + host + ":" + port + "/" + app + "/…" + (listens ? "?listen" : "");
    }
}
