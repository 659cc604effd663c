package dev.headwater.ingest.pipeline.source;

import dev.headwater.core.fetch.AddressGuard;
import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Source;
import dev.headwater.core.media.SrtSource;
import dev.headwater.ingest.pipeline.av.Av;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.jspecify.annotations.Nullable;

/** SRT, which FFmpeg speaks by itself: to the one address that was checked, or to whoever calls. */
final class SrtConnection implements LiveSource {
    private final SrtSource source;
    private final String host;
    private final HttpLimits limits;
    private long began;

    private SrtConnection(SrtSource source, String host, HttpLimits limits) {
        this.source = source;
        this.host = host;
        this.limits = limits;
    }

    static SrtConnection open(Source from, HttpLimits limits) throws IOException {
        SrtSource source = from.srt();
        if (source.listens()) {
            return new SrtConnection(source, source.host().isEmpty() ? "0.0.0.0" : bracketed(source.host()), limits);
        }
        AddressGuard guard = new AddressGuard(InetAddress::getAllByName, from.allowsPrivate());
        InetAddress address = guard.check(source.host()).getFirst();
        String literal =
                address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        return new SrtConnection(source, literal, limits);
    }

    private static String bracketed(String literal) {
        return literal.contains(":") ? "[" + literal + "]" : literal;
    }

    @Override
    public String format() {
        return "mpegts";
    }

    /** Secrets go beside it: FFmpeg names it in messages. */
    @Override
    public String url() {
        return "srt://" + host + ":" + source.port();
    }

    @Override
    public Map<String, String> options() {
        String stall = Long.toString(TimeUnit.MILLISECONDS.toMicros(limits.stallMillis()));
        Map<String, String> options = new LinkedHashMap<>();
        options.put("mode", source.listens() ? "listener" : "caller");
        options.put("transtype", "live");
        options.put("timeout", stall);
        options.put("listen_timeout", stall);
        options.put("connect_timeout", Long.toString(limits.connect().toMillis()));
        if (source.passphrase() != null) {
            options.put("passphrase", source.passphrase());
        }
        if (source.streamId() != null) {
            options.put("streamid", source.streamId());
        }
        if (source.latency() != null) {
            options.put("latency", Long.toString(TimeUnit.MILLISECONDS.toMicros(source.latency())));
        }
        return options;
    }

    @Override
    public String protocols() {
        return "srt";
    }

    @Override
    public boolean isReadByFfmpeg() {
        return true;
    }

    @Override
    public void guard(AVFormatContext context) {
        began = System.nanoTime(); // FFmpeg opens it
    }

    @Override
    public @Nullable String failure() {
        return null;
    }

    /** FFmpeg has one code for whatever a server says when it turns a call down, and for its saying nothing. */
    @Override
    public String explained(int error, String said) {
        if (source.listens() && System.nanoTime() - began < limits.stall().toNanos() / 2) {
            return "can not listen on SRT port " + source.port() + ": " + (said.isEmpty() ? Av.reason(error) : said);
        }
        if (source.listens()) {
            return "nobody sends to SRT port " + source.port()
                    + (source.passphrase() == null ? "" : ", or not with the right passphrase");
        }
        String server = source.host() + ":" + source.port();
        return System.nanoTime() - began < limits.connect().toNanos()
                ? server + " turns the SRT call down: are passphrase and stream id right?"
                : "can not connect to " + server + " by SRT: no answer in time";
    }

    @Override
    public void cancel() {
        // What FFmpeg waits for is interrupted.
    }

    @Override
    public void close() {
        // FFmpeg closes what it opened.
    }
}
