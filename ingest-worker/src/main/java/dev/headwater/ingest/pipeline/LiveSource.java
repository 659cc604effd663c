package dev.headwater.ingest.pipeline;

import dev.headwater.core.fetch.AddressGuard;
import dev.headwater.core.fetch.HttpBody;
import dev.headwater.core.fetch.HttpFetcher;
import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.fetch.HlsPlaylist;
import dev.headwater.ingest.fetch.UdpListener;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.jspecify.annotations.Nullable;

/** A connection to a source, and what it brings: MPEG-TS, or a playlist that names more to open. */
final class LiveSource implements AutoCloseable {
    private static final int CELL = 188;

    /** Enough for four cells in a row, wherever they begin; with checksums behind them as well. */
    private static final int PEEKED = 5 * 204;

    private static final Set<Integer> CELLS = Set.of(CELL, 192, 204);
    private static final byte SYNC = 0x47;

    private final String url;
    private final boolean playlist;
    private final JavaIo javaIo = new JavaIo();
    private final @Nullable GuardedOpener opener;
    private final AVIOContext io;

    private LiveSource(String url, boolean playlist, InputStream in, @Nullable HttpFetcher fetcher, HttpLimits limits) {
        this.url = url;
        this.playlist = playlist;
        this.opener = fetcher == null ? null : new GuardedOpener(fetcher, limits, javaIo);
        this.io = javaIo.open(in);
    }

    static LiveSource open(Source source, HttpLimits limits) throws IOException {
        return switch (source.kind()) {
            case HTTP -> http(source, limits);
            case UDP -> udp(source, limits);
            case FILE, PLAYLIST, RTP, SRT, RTMP, RTSP, CAPTURE, TESTCARD, UPLOAD ->
                throw new IllegalArgumentException("not from the network");
        };
    }

    private static LiveSource http(Source source, HttpLimits limits) throws IOException {
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
                return new LiveSource(source.url(), false, in, fetcher, limits);
            }
            try (body) {
                InputStream prepared = new ByteArrayInputStream(HlsPlaylist.read(in, body.url()));
                return new LiveSource(source.url(), true, prepared, fetcher, limits);
            }
        } finally {
            if (!opened) {
                body.close();
            }
        }
    }

    private static LiveSource udp(Source source, HttpLimits limits) throws IOException {
        UdpListener listener = new UdpListener(source.listener(), limits);
        boolean opened = false;
        try {
            InputStream in = new BufferedInputStream(listener);
            if (!isTransportStream(peek(in, "the network"))) {
                throw notMedia();
            }
            opened = true;
            return new LiveSource(source.url(), false, in, null, limits);
        } finally {
            if (!opened) {
                listener.close();
            }
        }
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

    void guard(AVFormatContext context) {
        if (opener != null) {
            opener.guard(context);
        }
    }

    AVIOContext io() {
        return io;
    }

    String url() {
        return url;
    }

    boolean isPlaylist() {
        return playlist;
    }

    /** Why something could not be had last; null: it could. */
    @Nullable
    String failure() {
        return javaIo.failure();
    }

    @Override
    public void close() {
        javaIo.close();
        if (opener != null) {
            opener.close();
        }
    }
}
