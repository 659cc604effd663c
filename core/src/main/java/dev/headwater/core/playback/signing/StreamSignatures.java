package dev.headwater.core.playback.signing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headwater.core.hls.SegmentKeys;
import java.time.Duration;
import java.time.Instant;

/**
 * One signature per edge, stream (or file) and minute, shared by every viewer: a list or a redirect never signs by itself.
 * A stream's opens {@code {edge}/hls/{id}/*} for 120 s from its full minute on. After a rotation of keys the next request is signed
 * by the new one.
 */
public final class StreamSignatures {
    private static final long MINUTE = 60;
    private static final Duration VALID = Duration.ofSeconds(120);
    /** Clocks of edges elsewhere may be late. */
    private static final Duration EARLY = Duration.ofSeconds(60);

    private static final int MAX_SIGNATURES = 50_000;

    private final UrlSigner signer;
    private final Cache<Signed, String> cache = Caffeine.newBuilder()
            .maximumSize(MAX_SIGNATURES)
            .expireAfterWrite(VALID)
            .build();

    public StreamSignatures(UrlSigner signer) {
        this.signer = signer;
    }

    private record Signed(String key, String resource, Duration valid, long minute) {}

    /**
     * The query that opens a stream on an edge now.
     *
     * @param edge scheme, host and port as this viewer reaches it, without a slash at the end
     */
    public String query(String edge, int stream, Instant now) {
        return query(edge + "/" + SegmentKeys.stream(stream) + "*", VALID, now);
    }

    /**
     * The query that opens one object and nothing else.
     *
     * @param url as this viewer reaches it, without a query
     * @param valid from its full minute on
     */
    public String exactly(String url, Duration valid, Instant now) {
        return query(url, valid, now);
    }

    private String query(String resource, Duration valid, Instant now) {
        SigningKey key = signer.key();
        Signed wanted = new Signed(key.id(), resource, valid, now.getEpochSecond() / MINUTE);
        return cache.get(wanted, signed -> sign(signed, key));
    }

    private static String sign(Signed signed, SigningKey key) {
        Instant minute = Instant.ofEpochSecond(signed.minute() * MINUTE);
        return UrlSigner.query(
                new CustomPolicy(signed.resource(), minute.minus(EARLY), minute.plus(signed.valid())), key);
    }
}
