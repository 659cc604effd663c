package dev.headwater.ingest.pipeline.source;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.HttpBody;
import dev.headwater.core.fetch.HttpFetcher;
import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.fetch.Limited;
import dev.headwater.ingest.fetch.HlsPlaylist;
import dev.headwater.ingest.pipeline.av.JavaIo;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext.Io_close2_AVFormatContext_AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext.Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Opens, in FFmpeg's place, whatever a playlist names: playlists, segments, keys. FFmpeg itself opens nothing.
 */
@SuppressWarnings("rawtypes") // JavaCPP declares its callbacks so
final class GuardedOpener implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final int PEEKED = 16;
    private static final int MAX_SEGMENT = 256 << 20;
    private static final String ENCRYPTED = "crypto+";

    private final HttpFetcher fetcher;
    private final HttpLimits limits;
    private final JavaIo io;
    private final Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer opener =
            new Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer() {
                @Override
                public int call(
                        AVFormatContext context,
                        PointerPointer pb,
                        BytePointer url,
                        int flags,
                        PointerPointer options) {
                    return open(pb, url, options);
                }
            };
    private final Io_close2_AVFormatContext_AVIOContext closer = new Io_close2_AVFormatContext_AVIOContext() {
        @Override
        public int call(AVFormatContext context, AVIOContext pb) {
            if (pb != null && !pb.isNull()) {
                io.close(pb);
            }
            return 0;
        }
    };

    GuardedOpener(HttpFetcher fetcher, HttpLimits limits, JavaIo io) {
        this.fetcher = fetcher;
        this.limits = limits;
        this.io = io;
    }

    void guard(AVFormatContext context) {
        context.io_open(opener);
        context.io_close2(closer);
    }

    /** Never throws, also where memory has run out: what called is C. */
    @SuppressWarnings("unchecked")
    int open(PointerPointer pb, BytePointer url, @Nullable PointerPointer options) {
        if (io.isOver()) { // FFmpeg would go on to the next segment, and wait as long for that
            return JavaIo.ERROR;
        }
        try {
            AVDictionary dictionary = options == null || options.isNull() ? null : new AVDictionary(options.get(0));
            pb.put(0, io.open(open(url.getString(), dictionary)));
            return 0;
        } catch (IOException e) {
            io.fail(e);
            return JavaIo.ERROR;
        } catch (Throwable e) {
            io.fail(new IOException(
                    "the source can not be opened: " + e.getClass().getSimpleName()));
            return JavaIo.ERROR;
        }
    }

    private InputStream open(String url, @Nullable AVDictionary options) throws IOException, GeneralSecurityException {
        long from = number(option(options, "offset"), 0);
        long until = number(option(options, "end_offset"), -1);
        if (url.startsWith(ENCRYPTED)) {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(HexFormat.of().parseHex(option(options, "key")), "AES"),
                    new IvParameterSpec(HexFormat.of().parseHex(option(options, "iv"))));
            HttpBody body = fetch(url.substring(ENCRYPTED.length()), from, until);
            io.succeed();
            return new CipherInputStream(limited(body), cipher);
        }
        HttpBody body = fetch(url, from, until);
        BufferedInputStream in = new BufferedInputStream(limited(body));
        boolean isTaken = false;
        try {
            in.mark(PEEKED);
            byte[] beginning = in.readNBytes(PEEKED);
            in.reset();
            if (HlsPlaylist.isOne(beginning)) {
                return new ByteArrayInputStream(HlsPlaylist.read(in, body.url()));
            }
            io.succeed();
            isTaken = true;
            return in;
        } finally {
            if (!isTaken) {
                in.close();
            }
        }
    }

    private static InputStream limited(HttpBody body) {
        return new Limited(body, MAX_SEGMENT);
    }

    /**
     * A server that stumbles is asked again: for a playlist's sake the whole source would have to be opened anew. All
     * attempts together take no longer than one may stall, or whoever watches this process would not wait for the reason.
     */
    private HttpBody fetch(String url, long from, long until) throws IOException {
        long deadline = System.nanoTime() + limits.stall().toNanos();
        for (int attempt = 1; ; attempt++) {
            long pause = TimeUnit.MILLISECONDS.toNanos(300L * attempt);
            try {
                return fetcher.get(url, from, until, deadline);
            } catch (FetchException e) {
                if (!e.isPassing() || attempt == ATTEMPTS || deadline - System.nanoTime() <= pause) {
                    throw e;
                }
            }
            try {
                TimeUnit.NANOSECONDS.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private static String option(@Nullable AVDictionary options, String name) {
        AVDictionaryEntry entry = options == null || options.isNull() ? null : av_dict_get(options, name, null, 0);
        return entry == null || entry.isNull() ? "" : entry.value().getString();
    }

    private static long number(String text, long otherwise) {
        return text.isEmpty() ? otherwise : Long.parseLong(text);
    }

    @Override
    public void close() {
        opener.close();
        closer.close();
    }
}
