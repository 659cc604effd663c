package dev.headwater.ingest.pipeline.source;

import dev.headwater.core.fetch.AddressGuard;
import dev.headwater.core.fetch.Connector;
import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.RtmpSource;
import dev.headwater.core.media.RtspSource;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.fetch.Relay;
import dev.headwater.ingest.fetch.RtspAnswers;
import dev.headwater.ingest.pipeline.av.AvLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.jspecify.annotations.Nullable;

/** A server whose language FFmpeg speaks, over a connection that is not FFmpeg's. */
final class RelayedSource implements LiveSource {
    private final String format;
    private final String url;
    private final Map<String, String> options;
    private final String protocols;
    private final Relay relay;

    private RelayedSource(String format, String url, Map<String, String> options, String protocols, Relay relay) {
        this.format = format;
        this.url = url;
        this.options = options;
        this.protocols = protocols;
        this.relay = relay;
    }

    static RelayedSource rtmp(Source from, HttpLimits limits) throws IOException {
        RtmpSource source = from.rtmp();
        hide(source.user(), source.stream());
        Relay relay = new Relay(
                connector(from, limits), source.host(), source.port(), source.secure(), Relay.plain(), limits);
        String server = bracketed(source.host()) + ":" + source.port();
        return new RelayedSource(
                "flv",
                "rtmp://" + user(source.user()) + "127.0.0.1:" + relay.port() + "/" + source.app(),
                Map.of(
                        "rtmp_live",
                        "live",
                        "rtmp_app",
                        source.app(),
                        "rtmp_playpath",
                        source.stream(),
                        "rtmp_tcurl",
                        (source.secure() ? "rtmps://" : "rtmp://") + server + "/" + source.app()),
                "rtmp,tcp",
                relay);
    }

    static RelayedSource rtsp(Source from, HttpLimits limits) throws IOException {
        RtspSource source = from.rtsp();
        int query = source.target().indexOf('?');
        hide(source.user(), query < 0 ? "" : source.target().substring(query + 1));
        boolean isBeside = source.transport() == RtspSource.Transport.UDP;
        Relay relay = new Relay(
                connector(from, limits),
                source.host(),
                source.port(),
                source.secure(),
                new RtspAnswers(),
                limits,
                isBeside);
        return new RelayedSource(
                "rtsp",
                "rtsp://" + user(source.user()) + "127.0.0.1:" + relay.port() + source.target(),
                Map.of(
                        "rtsp_transport", source.transport().name().toLowerCase(Locale.ROOT),
                        "allowed_media_types", "video+audio",
                        "timeout", Long.toString(TimeUnit.MILLISECONDS.toMicros(limits.stallMillis()))),
                isBeside ? "tcp,udp,rtp" : "tcp",
                relay);
    }

    /** Servers repeat what they were asked for, and FFmpeg what they say. */
    private static void hide(@Nullable String user, String asked) {
        AvLog.hide(asked);
        for (String word : (user == null ? "" : user).split(":", -1)) {
            AvLog.hide(word);
            AvLog.hide(URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
    }

    private static Connector connector(Source source, HttpLimits limits) {
        return new Connector(new AddressGuard(InetAddress::getAllByName, source.allowsPrivate()), limits);
    }

    private static String user(@Nullable String user) {
        return user == null ? "" : user + "@";
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public Map<String, String> options() {
        return options;
    }

    @Override
    public String protocols() {
        return protocols;
    }

    @Override
    public boolean isReadByFfmpeg() {
        return true;
    }

    @Override
    public void guard(AVFormatContext context) {
        // FFmpeg connects to the relay.
    }

    @Override
    public @Nullable String failure() {
        return relay.failure();
    }

    @Override
    public void cancel() {
        relay.close();
    }

    @Override
    public void close() {
        relay.close();
    }
}
