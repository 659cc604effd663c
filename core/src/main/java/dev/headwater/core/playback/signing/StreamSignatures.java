package dev.headwater.core.playback.signing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headwater.core.hls.SegmentKeys;
import java.time.Duration;
import java.time.Instant;

/**
 * One signature per edge, stream and minute, shared by every viewer: a list or a redirect never signs by itself. Each
 * opens {@code {edge}/hls/{id}/*} for 120 s from its full minute on. After a rotation of keys the next request is signed
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

    private record Signed(String key, String edge, int stream, long minute) {}

    /**
     * The query that opens a stream on an edge now.
     *
     * @param edge scheme, host and port as this viewer reaches it, without a slash at the end
     */
    public String query(String edge, int stream, Instant now) {
        SigningKey key = signer.key();
        Signed wanted = new Signed(key.id(), edge, stream, now.getEpochSecond() / MINUTE);
        return cache.get(wanted, signed -> sign(signed, key));
    }

    private static String sign(Signed signed, SigningKey key) {
        Instant minute = Instant.ofEpochSecond(signed.minute() * MINUTE);
        String resource = signed.edge() + "/" + SegmentKeys.stream(signed.stream()) + "*";
        return UrlSigner.query(new CustomPolicy(resource, minute.minus(EARLY), minute.plus(VALID)), key);
    }
}
