package dev.headwater.ingest.pipeline.source;

import dev.headwater.core.fetch.AddressGuard;
import dev.headwater.core.fetch.HttpBody;
import dev.headwater.core.fetch.HttpFetcher;
import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.fetch.HlsPlaylist;
import dev.headwater.ingest.fetch.HlsSubtitles;
import dev.headwater.ingest.fetch.RtmpListener;
import dev.headwater.ingest.fetch.SubtitleReader;
import dev.headwater.ingest.fetch.UdpListener;
import dev.headwater.ingest.pipeline.av.JavaIo;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.jspecify.annotations.Nullable;

/** A source that Java reads, and what it brings: MPEG-TS, FLV, or a playlist that names more to open. */
final class StreamSource implements LiveSource {
    private static final String TRANSPORT_STREAM = "mpegts";
    private static final String PLAYLIST = "hls";
    private static final String FLASH = "flv";

    /**
     * Playlists' URLs need not end in anything. Each connection serves one request. A playlist that brings nothing new
     * for five target durations has ended.
     */
    private static final Map<String, String> PLAYLIST_OPTIONS = Map.of(
            "http_persistent", "0",
            "extension_picky", "0",
            "allowed_extensions", "ALL",
            "allowed_segment_extensions", "ALL",
            "seg_max_retry", "0",
            "max_reload", "10");

    private static final int CELL = 188;

    /** Enough for four cells in a row, wherever they begin; with checksums behind them as well. */
    private static final int PEEKED = 5 * 204;

    private static final Set<Integer> CELLS = Set.of(CELL, 192, 204);
    private static final byte SYNC = 0x47;
    private static final List<String> PAGES = List.of("<!doctype html", "<html");
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final String url;
    private final String format;
    private final JavaIo javaIo = new JavaIo();
    private final @Nullable GuardedOpener opener;
    private final @Nullable HttpFetcher fetcher;
    private final HttpLimits limits;
    private List<HlsSubtitles> subtitles = List.of();
    private final AVIOContext io;

    private StreamSource(String url, String format, InputStream in, @Nullable HttpFetcher fetcher, HttpLimits limits) {
        this.url = url;
        this.format = format;
        this.fetcher = fetcher;
        this.limits = limits;
        this.opener = fetcher == null ? null : new GuardedOpener(fetcher, limits, javaIo);
        this.io = javaIo.open(in);
    }

    static StreamSource http(Source source, HttpLimits limits) throws IOException {
        AddressGuard guard = new AddressGuard(InetAddress::getAllByName, source.allowsPrivate());
        HttpFetcher fetcher = new HttpFetcher(source.url(), guard, limits);
        HttpBody body = fetcher.get();
        boolean opened = false;
        try {
            InputStream in = new BufferedInputStream(body);
            byte[] beginning = peek(in, body.url().getHost());
            boolean isPlaylist = HlsPlaylist.isOne(beginning);
            boolean transportStream = !isPlaylist && isTransportStream(beginning);
            String sound = isPlaylist || transportStream ? null : SoundStream.format(more(in, beginning));
            if (!isPlaylist && !transportStream && sound == null) {
                throw notMedia(beginning);
            }
            opened = true;
            if (!isPlaylist) {
                return new StreamSource(source.url(), sound == null ? TRANSPORT_STREAM : sound, in, fetcher, limits);
            }
            try (body) {
                String playlist = HlsPlaylist.text(in);
                byte[] prepared = HlsPlaylist.prepare(playlist, body.url()).getBytes(StandardCharsets.UTF_8);
                List<HlsSubtitles> subtitles = HlsPlaylist.subtitles(playlist, body.url());
                StreamSource made =
                        new StreamSource(source.url(), PLAYLIST, new ByteArrayInputStream(prepared), fetcher, limits);
                made.subtitles = subtitles;
                return made;
            }
        } finally {
            if (!opened) {
                body.close();
            }
        }
    }

    /** MPEG-TS, plain or in RTP. */
    static StreamSource udp(Source source, HttpLimits limits) throws IOException {
        boolean rtp = source.kind() == Source.Kind.RTP;
        UdpListener listener = new UdpListener(source.listener(), rtp, limits);
        boolean opened = false;
        try {
            InputStream in = new BufferedInputStream(listener);
            byte[] beginning = peek(in, "the network");
            if (!isTransportStream(beginning)) {
                throw notMedia(beginning);
            }
            opened = true;
            return new StreamSource(source.url(), TRANSPORT_STREAM, in, null, limits);
        } finally {
            if (!opened) {
                listener.close();
            }
        }
    }

    /** What an encoder pushes. */
    static StreamSource rtmp(Source source, HttpLimits limits) throws IOException {
        return new StreamSource(source.toString(), FLASH, new RtmpListener(source.rtmp(), limits), null, limits);
    }

    /** Whoever types the address of a channel's page, or is sent to one to log in, is told so. */
    private static PipelineException notMedia(byte[] beginning) {
        String text = new String(beginning, StandardCharsets.UTF_8)
                .replace(BYTE_ORDER_MARK, "")
                .strip()
                .toLowerCase(Locale.ROOT);
        boolean page = PAGES.stream().anyMatch(text::startsWith);
        return new PipelineException(
                page ? "what comes is a web page, not MPEG-TS or HLS" : "what comes is no MPEG-TS or HLS");
    }

    /** Frames of sound are longer than cells; what ends before is looked at as it is. */
    private static byte[] more(InputStream in, byte[] beginning) throws IOException {
        if (beginning.length < PEEKED) {
            return beginning;
        }
        in.mark(SoundStream.PEEKED);
        byte[] bytes = in.readNBytes(SoundStream.PEEKED);
        in.reset();
        return bytes;
    }

    private static byte[] peek(InputStream in, String where) throws IOException {
        in.mark(PEEKED);
        byte[] beginning = in.readNBytes(PEEKED);
        in.reset();
        if (beginning.length == 0) {
            throw new PipelineException("nothing came from " + where);
        }
        return beginning;
    }

    /** Whether cells of some size follow one another: each begins with the same byte (ISO 13818-1 §2.4.3.2). */
    static boolean isTransportStream(byte[] bytes) {
        return CELLS.stream().anyMatch(cell -> {
            for (int at = 0; at < cell && at + 3 * cell < bytes.length; at++) {
                int first = at;
                if (Arrays.stream(new int[] {0, 1, 2, 3}).allMatch(n -> bytes[first + n * cell] == SYNC)) {
                    return true;
                }
            }
            return false;
        });
    }

    @Override
    public void guard(AVFormatContext context) {
        context.pb(io);
        if (opener != null) {
            opener.guard(context);
        }
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
        return isPlaylist() ? PLAYLIST_OPTIONS : Map.of();
    }

    /** None: all it opens goes through {@link GuardedOpener}. */
    @Override
    public String protocols() {
        return "none";
    }

    @Override
    public boolean isPlaylist() {
        return format.equals(PLAYLIST);
    }

    @Override
    public List<HlsSubtitles> subtitles() {
        return subtitles;
    }

    @Override
    public SubtitleReader reading(HlsSubtitles one) {
        String called =
                one.language().isEmpty() ? "the source's subtitles" : "the source's subtitles in " + one.language();
        return new SubtitleReader(
                Objects.requireNonNull(fetcher),
                limits,
                one.playlist(),
                text -> System.err.println(called + " are left out for now: " + text));
    }

    @Override
    public @Nullable String failure() {
        return javaIo.failure();
    }

    @Override
    public void cancel() {
        javaIo.cancel();
    }

    @Override
    public void close() {
        javaIo.close();
        if (opener != null) {
            opener.close();
        }
    }
}
