package dev.headwater.edge.origin;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectKeys;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectReader;
import dev.headwater.core.store.RangeNotSatisfiableException;
import dev.headwater.core.store.StoreException;
import dev.headwater.edge.origin.OriginClient.Answered;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The origin's objects, as {@code GET /internal/edge/objects/{key}} hands them out: 200 or 206 with Content-Length, a
 * strong ETag, and the object's meta in Content-Type, Cache-Control and Content-Encoding; 404 where there is none.
 */
public final class OriginObjects implements ObjectReader {
    private static final Pattern STRONG_TAG = Pattern.compile("\"[\\x21\\x23-\\x7e]{1,200}\"");
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final Pattern UNSATISFIED = Pattern.compile("bytes \\*/(\\d{1,18})");

    private final OriginClient client;
    private final OriginConfig config;
    private final Semaphore parts;

    OriginObjects(OriginClient client, OriginConfig config) {
        this.client = client;
        this.config = config;
        this.parts = new Semaphore(config.concurrentReads());
    }

    @Override
    public Optional<Blob> get(String key, ByteRange range) {
        HttpRequest.Builder request = client.request("objects/" + ObjectKeys.require(key));
        boolean whole = range.equals(ByteRange.ALL);
        // Not for whole objects, so that viewers of films can not keep those of channels from their next segment; the
        // cache, which alone reads those, sees to it that they are few.
        Runnable leave = () -> {};
        if (!whole) {
            request.header("Range", header(range));
            take();
            leave = parts::release;
        }
        boolean handedOver = false;
        try {
            Answered response = client.send(request);
            Optional<Blob> blob = blob(response, range, whole, leave);
            handedOver = blob.isPresent();
            return blob;
        } finally {
            if (!handedOver) {
                leave.run();
            }
        }
    }

    private void take() {
        try {
            if (!parts.tryAcquire(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreException("too many reads from the origin at the same time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting to read", e);
        }
    }

    private static String header(ByteRange range) {
        boolean open = range.length() > Long.MAX_VALUE - range.offset();
        return "bytes=" + range.offset() + "-" + (open ? "" : range.offset() + range.length() - 1);
    }

    private Optional<Blob> blob(Answered response, ByteRange range, boolean whole, Runnable leave) {
        boolean kept = false;
        try {
            HttpHeaders headers = response.headers();
            switch (response.status()) {
                case 404 -> {
                    return Optional.empty();
                }
                case 416 -> throw unsatisfiable(headers);
                case 200, 206 -> {
                    if ((response.status() == 200) != whole) {
                        throw new StoreException("the origin answered with another part than was asked for");
                    }
                }
                case 401 -> throw new StoreException("the origin refuses the token of this edge");
                default -> throw new StoreException("the origin answered " + response.status());
            }
            Slice slice = whole ? whole(headers) : part(headers, range);
            if (slice.total() > config.maxObjectBytes()) {
                throw new StoreException("the object is larger than " + config.maxObjectBytes() + " bytes");
            }
            Blob blob = new Blob(
                    slice.total(),
                    slice.offset(),
                    slice.length(),
                    etag(headers),
                    meta(headers),
                    new Seated(response.body(), leave),
                    Optional.empty());
            kept = true;
            return Optional.of(blob);
        } finally {
            if (!kept) {
                closeQuietly(response.body());
            }
        }
    }

    private record Slice(long total, long offset, long length) {}

    private static Slice whole(HttpHeaders headers) {
        long length = length(headers);
        return new Slice(length, 0, length);
    }

    private static Slice part(HttpHeaders headers, ByteRange asked) {
        Matcher range =
                CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        if (!range.matches()) {
            throw new StoreException("the origin does not say which part it sent");
        }
        long first = Long.parseLong(range.group(1));
        long length = Long.parseLong(range.group(2)) - first + 1;
        long total = Long.parseLong(range.group(3));
        if (first != asked.offset() || length != length(headers) || length != Math.min(asked.length(), total - first)) {
            throw new StoreException("the origin answered with another part than was asked for");
        }
        return new Slice(total, first, length);
    }

    private static long length(HttpHeaders headers) {
        try {
            long length = headers.firstValueAsLong("Content-Length").orElse(-1);
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw new StoreException("the origin does not say how long the object is", e);
        }
        throw new StoreException("the origin does not say how long the object is");
    }

    private static String etag(HttpHeaders headers) {
        return headers.firstValue("ETag")
                .filter(tag -> STRONG_TAG.matcher(tag).matches())
                .orElseThrow(() -> new StoreException("the origin does not say which object it is"));
    }

    private static ObjectMeta meta(HttpHeaders headers) {
        return new ObjectMeta(
                headers.firstValue("Content-Type").orElse("application/octet-stream"),
                headers.firstValue("Cache-Control").orElse(null),
                headers.firstValue("Content-Encoding").orElse(null));
    }

    private static RuntimeException unsatisfiable(HttpHeaders headers) {
        Matcher total = UNSATISFIED.matcher(headers.firstValue("Content-Range").orElse(""));
        return total.matches()
                ? new RangeNotSatisfiableException(Long.parseLong(total.group(1)))
                : new StoreException("the origin does not say how long the object is");
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // It was not going to be read.
            return;
        }
    }

    /** Gives its seat back when it is closed. */
    private static final class Seated extends FilterInputStream {
        private final Runnable leave;
        private final AtomicBoolean closed = new AtomicBoolean();

        Seated(InputStream in, Runnable leave) {
            super(in);
            this.leave = leave;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return in.read(into, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (closed.compareAndSet(false, true)) {
                leave.run();
                super.close();
            }
        }
    }
}
