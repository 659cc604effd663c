package dev.headwater.ingest.pipeline;

import dev.headwater.core.fetch.AddressGuard;
import dev.headwater.core.fetch.HttpBody;
import dev.headwater.core.fetch.HttpFetcher;
import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.fetch.HlsPlaylist;
import dev.headwater.ingest.fetch.RtmpListener;
import dev.headwater.ingest.fetch.UdpListener;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
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

    private final String url;
    private final String format;
    private final JavaIo javaIo = new JavaIo();
    private final @Nullable GuardedOpener opener;
    private final AVIOContext io;

    private StreamSource(String url, String format, InputStream in, @Nullable HttpFetcher fetcher, HttpLimits limits) {
        this.url = url;
        this.format = format;
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
            boolean playlist = HlsPlaylist.isOne(beginning);
            if (!playlist && !isTransportStream(beginning)) {
                throw notMedia();
            }
            opened = true;
            if (!playlist) {
                return new StreamSource(source.url(), TRANSPORT_STREAM, in, fetcher, limits);
            }
            try (body) {
                InputStream prepared = new ByteArrayInputStream(HlsPlaylist.read(in, body.url()));
                return new StreamSource(source.url(), PLAYLIST, prepared, fetcher, limits);
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
            if (!isTransportStream(peek(in, "the network"))) {
                throw notMedia();
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

    private static PipelineException notMedia() {
        return new PipelineException("what comes is no MPEG-TS or HLS");
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
